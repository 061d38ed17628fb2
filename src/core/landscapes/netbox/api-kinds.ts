import { textOf } from '../values.ts';

const irregular: Readonly<Record<string, string>> = {
  'virtualization/interfaces': 'virtualization.vminterface',
};

/** The kind of an object of the API by its address: `https://host/api/dcim/devices/12/` is a `dcim.device`. */
export function apiKind(url: unknown): string | null {
  const match = /\/api\/([a-z]+)\/([a-z-]+)\/[^/]+\/?(?:\?.*)?$/.exec(textOf(url, 2000) ?? '');
  if (!match) return null;
  const [, app = '', plural = ''] = match;
  return irregular[`${app}/${plural}`] ?? `${app}.${singular(plural).replaceAll('-', '')}`;
}

function singular(plural: string): string {
  if (plural.endsWith('chassis')) return plural;
  if (plural.endsWith('addresses') || plural.endsWith('prefixes')) return plural.slice(0, -2);
  if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`;
  return plural.replace(/s$/, '');
}
