import { entityOf } from '../../../model/entities/index.ts';
import type { EntityKey, Value } from '../../../model/types.ts';
import { type Entry, entriesOf } from '../../log/entries.ts';
import { type ProjectionRow, projectedValues, projectionRow } from '../../log/project.ts';
import { compareChanges, type MergedRecord, mergeRecord } from '../../log/pure/merge.ts';
import { compactHeads } from '../../log/refold.ts';
import { pathSeparator } from '../../log/special.ts';
import type { Register } from '../../store/register.ts';
import { headsDigest, type Version } from './keys.ts';
import { type ExportedFrom, entryAt } from './meta.ts';

export type Values = Readonly<Record<string, Value>>;

/** How many combinations of what the exporting replica may have known are tried. */
const triesPerRecord = 500;

/**
 * Rebuilds what the records held when a workbook was exported, from the log. One for each workbook.
 *
 * A version names the heads of its record, which decide its values; so each guess at what the exporting file knew can be
 * checked. Tried in turn: nothing has changed since; what this file's log held at the exported cursor; all changes up to the
 * version's stamp; what single devices had told by then.
 */
export class ExportedBase {
  readonly #reg: Register;
  readonly #from: ExportedFrom | null;
  /** Whether the log's local order is the one that the export saw. */
  readonly #ownOrder: boolean;

  constructor(reg: Register, from: ExportedFrom | null) {
    this.#reg = reg;
    this.#from = from;
    this.#ownOrder = from !== null && from.head !== null && entryAt(reg, from.cursor) === from.head;
  }

  /**
   * The values of a record at its export.
   * @returns null when they can't be told, because changes are missing here or the version was damaged
   */
  values(
    entity: EntityKey,
    rid: number,
    version: Version,
    row: ProjectionRow | undefined = projectionRow(this.#reg, entity, rid),
  ): Values | null {
    if (row && this.#isCurrent(row, version)) return projectedValues(this.#reg, entity, row);
    return this.#find(rid, version)?.values ?? null;
  }

  #isCurrent(row: ProjectionRow, version: Version): boolean {
    return headsDigest(row.heads) === version.heads;
  }

  #find(rid: number, version: Version): MergedRecord | null {
    const id = this.#reg.keys.uuid(rid);
    for (const entries of this.#guesses(rid, version)) {
      const create = entries.find((entry) => entry.create) ?? entries[0];
      if (!create) continue;
      const merged = mergeRecord(id, entries);
      if (headsDigest(compactHeads(merged, create.id)) === version.heads) return merged;
    }
    return null;
  }

  *#guesses(rid: number, version: Version): Generator<Entry[]> {
    const all = entriesOf(this.#reg, rid);
    const standings = [this.#standing(all), all];
    const limit = this.#from?.asOf ?? Number.POSITIVE_INFINITY;
    for (const entries of standings) {
      const known = entries.filter((entry) => entry.ms <= limit);
      if (this.#ownOrder) yield known.filter((entry) => entry.seq <= (this.#from?.cursor ?? 0));
      yield known.filter((entry) => entry.ms <= version.ms);
      yield* prefixes(known, version.ms);
    }
  }

  /** The entries as they stood then: what was refused only afterwards still counted. */
  #standing(entries: readonly Entry[]): Entry[] {
    const at = this.#from?.at;
    if (at === undefined) return [...entries];
    const refused = this.#reg.sql('SELECT at FROM rejection WHERE change = ?').pluck();
    return entries.map((entry) =>
      entry.rejected && Number(refused.get(entry.seq) ?? 0) > at ? { ...entry, rejected: false } : entry,
    );
  }

  /**
   * What a record was called when it was exported, for a cell that nobody touched although the record has been renamed
   * since. Empty when it was not there.
   * @param of entity of the row that refers to it
   */
  label(of: EntityKey, entity: EntityKey, id: string): string {
    if (of === 'relation' && entity === 'asset') return String(this.#then(id).tag ?? '');
    const names: string[] = [];
    const seen = new Set<string>();
    const { title, parent } = entityOf(entity);
    for (let at: string | null = id; at !== null && !seen.has(at); ) {
      seen.add(at);
      const values: Values = this.#then(at);
      const own = [entity === 'asset' ? values.tag : null, values[title]].filter(Boolean).join(' ');
      if (own !== '') names.unshift(own);
      const up: Value | undefined = parent === undefined ? undefined : values[parent];
      at = typeof up === 'string' ? up : null;
    }
    return names.join(pathSeparator);
  }

  #then(id: string): Values {
    const rid = this.#reg.keys.findRid(id);
    if (rid === null || this.#from === null) return {};
    const { cursor, at, asOf } = this.#from;
    const limit = asOf ?? at;
    const entries = this.#standing(entriesOf(this.#reg, rid)).filter((entry) =>
      this.#ownOrder ? entry.seq <= cursor && entry.ms <= (asOf ?? entry.ms) : entry.ms <= limit,
    );
    return mergeRecord(id, entries).values;
  }
}

/** Beginnings of each device's chain, the longest first: a replica knows each device up to some entry. */
function* prefixes(entries: readonly Entry[], ms: number): Generator<Entry[]> {
  const chains = new Map<string, Entry[]>();
  for (const entry of [...entries].sort((a, b) => a.n - b.n || compareChanges(a, b))) {
    if (entry.ms > ms) continue;
    chains.set(entry.device, [...(chains.get(entry.device) ?? []), entry]);
  }
  const all = [...chains.values()];
  const lengths = all.map((chain) => chain.length);
  for (let tries = 0; tries < triesPerRecord; tries++) {
    let at = 0;
    while (at < lengths.length && lengths[at] === 0) {
      lengths[at] = (all[at] as Entry[]).length;
      at++;
    }
    if (at === lengths.length) return;
    lengths[at] = (lengths[at] as number) - 1;
    yield all.flatMap((chain, i) => chain.slice(0, lengths[i])).sort((a, b) => a.seq - b.seq);
  }
}

/**
 * What a record held at its export; see `ExportedBase`, which is cheaper for many.
 * @returns null when it can't be told
 */
export function baseValues(
  reg: Register,
  entity: EntityKey,
  rid: number,
  version: Version,
  from: ExportedFrom | null,
): Values | null {
  return new ExportedBase(reg, from).values(entity, rid, version);
}
