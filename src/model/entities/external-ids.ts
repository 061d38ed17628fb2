import type { FieldDef } from '../types.ts';

/**
 * Under which keys other systems know the record, such as `netbox:dcim.device:12`. A landscape that is imported again finds
 * its records by them; src/core/landscapes makes and reads them.
 */
export const externalIds = {
  type: 'list',
  label: { zh: '来源编号', en: 'Ids elsewhere' },
  group: 'other',
  readonly: true,
  indexed: true,
  sparse: true,
  synonyms: [],
} as const satisfies FieldDef;
