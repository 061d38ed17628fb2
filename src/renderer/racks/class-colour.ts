import type { Catalogue } from '../../model/catalogue.ts';

const colours: Readonly<Record<string, string>> = {
  server: '#2563eb',
  storage: '#0e7490',
  networkDevice: '#15803d',
  router: '#0f766e',
  firewall: '#b91c1c',
  patchPanel: '#64748b',
  pdu: '#b45309',
  ups: '#b45309',
  powerFeed: '#b45309',
  computer: '#2563eb',
};

/** The colour of a class: the user's own, else that of the nearest class above that has one. */
export function classColour(key: string | null, catalogue: Catalogue): string {
  if (key === null) return '#64748b';
  for (const { key: one, colour } of [...catalogue.classPath(key)].reverse()) {
    const found = colour ?? colours[one];
    if (found) return found;
  }
  return '#64748b';
}
