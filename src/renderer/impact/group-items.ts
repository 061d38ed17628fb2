import type { AnalysedItem, Analysis } from '../../contract/api/index.ts';

export const groupings = ['none', 'service', 'department', 'location', 'owner', 'custodian'] as const;
export type Grouping = (typeof groupings)[number];

export interface AffectedGroup {
  /** Null: what belongs to none. */
  readonly key: string | null;
  readonly name: string;
  readonly items: readonly AnalysedItem[];
  readonly down: number;
}

type Wanted = Pick<Analysis, 'words' | 'items'>;

/** Affected assets by what they belong to, the worst hit first; an asset that several services hang on stands under each. */
export function groupItems(
  items: readonly AnalysedItem[],
  grouping: Exclude<Grouping, 'none'>,
  { words, items: all }: Wanted,
): AffectedGroup[] {
  const names = new Map(all.map(({ id, name, tag }) => [id, name || tag]));
  const groups = new Map<string | null, AnalysedItem[]>();
  for (const item of items) {
    for (const key of keysOf(item, grouping)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return [...groups]
    .map(([key, list]) => ({
      key,
      name: key === null ? '' : (words[key] ?? names.get(key) ?? ''),
      items: list,
      down: list.filter(({ effect }) => effect === 'down').length,
    }))
    .sort(
      (a, b) =>
        Number(a.key === null) - Number(b.key === null) || b.down - a.down || b.items.length - a.items.length,
    );
}

function keysOf(item: AnalysedItem, grouping: Exclude<Grouping, 'none'>): readonly (string | null)[] {
  if (grouping === 'service') return item.services.length > 0 ? item.services : [null];
  if (grouping === 'custodian') return [item.custodianId];
  return [item[grouping]];
}
