import { definitionId } from '../../core/log/pure/definition-id.ts';
import { mergeRecord } from '../../core/log/pure/merge.ts';
import type { WireError } from '../../core/wire/protocol.ts';
import {
  buildCatalogue,
  builtinCatalogue,
  type Catalogue,
  customFieldTypes,
  keyPattern,
  noDefinitions,
} from '../../model/index.ts';
import type { Value } from '../../model/types.ts';
import type { WireChange } from '../../model/wire.ts';
import type { Tx } from '../store/tables.ts';
import { type KnownChange, loadRecords } from './records.ts';

/**
 * The classes that these changes speak of, as this organisation's log defines them, and those above them. Found by their keys,
 * since a definition's id follows from its key: no register's definitions are held in memory.
 */
export async function catalogueFor(tx: Tx, org: string, fresh: readonly WireChange[]): Promise<Catalogue> {
  const records = new Map<string, KnownChange[]>();
  let wanted = new Set(fresh.map(({ patch }) => patch.class).filter(isCustom));
  const asked = new Set<string>();
  while (wanted.size > 0) {
    const ids = [...wanted].map((key) => definitionId('class', key));
    for (const key of wanted) asked.add(key);
    for (const [id, changes] of await loadRecords(tx, org, ids)) records.set(id, changes);
    for (const change of fresh) {
      if (change.entity !== 'classDef' || !ids.includes(change.record)) continue;
      records.set(change.record, [...(records.get(change.record) ?? []), { ...change, rejected: false }]);
    }
    const parents = ids.map((id) => valuesOf(id, records).parent).filter(isCustom);
    wanted = new Set(parents.filter((key) => !asked.has(key)));
  }
  if (records.size === 0) return builtinCatalogue;
  const classDefs = [...records.keys()].map((id) => ({ id, values: valuesOf(id, records) }));
  return buildCatalogue({ ...noDefinitions, classDefs });
}

function isCustom(key: Value | undefined): key is string {
  return typeof key === 'string' && keyPattern.test(key) && builtinCatalogue.classOf(key) === undefined;
}

function valuesOf(
  id: string,
  records: ReadonlyMap<string, readonly KnownChange[]>,
): Readonly<Record<string, Value>> {
  return mergeRecord(id, records.get(id) ?? []).values;
}

const kinds = { classDef: 'class', fieldDef: 'field', relationTypeDef: 'relationType' } as const;

/**
 * What is wrong with a change of a definition: a key that no register could use, or one that is not the record's own, since keys
 * never change. Whatever else a newer version may say passes.
 */
export function wrongDefinition(change: WireChange): WireError | null {
  if (!Object.hasOwn(kinds, change.entity)) return null;
  const { key, type } = change.patch;
  if (key === undefined) return null;
  if (typeof key !== 'string' || !keyPattern.test(key))
    return { code: 'DEFINITION_KEY_INVALID', params: { key: String(key) } };
  const kind = kinds[change.entity as keyof typeof kinds];
  if (change.record !== definitionId(kind, key)) return { code: 'DEFINITION_KEY_FIXED', params: { key } };
  if (change.entity === 'fieldDef' && type !== undefined && typeof type !== 'string')
    return {
      code: 'FIELD_TYPE_UNKNOWN',
      params: { type: String(type), known: Object.keys(customFieldTypes).join(', ') },
    };
  return null;
}
