import type { Label } from '../types.ts';

/** What can be wrong with rows that were exported, edited and imported again. */
export const roundTripErrors = {
  KEY_REPEATED: {
    zh: '这一行是第 {first} 行的复制（隐藏的记录键相同）。要新增，请清空本行最后面隐藏列中的键；否则请删除其中一行。',
    en: 'This row is a copy of row {first}: both carry the same hidden key. To add a new record, empty the key in the hidden column at the end of this row; else delete one of the two rows.',
  },
  KEY_DAMAGED: {
    zh: '隐藏列中的记录键“{value}”已被改动，无法对应到记录。请重新导出，或清空该键作为新增。',
    en: 'The hidden key “{value}” was changed and names no record any more. Export again, or empty the key to add a new record.',
  },
  KEY_UNKNOWN: {
    zh: '这一行的记录不在本台账中，可能尚未同步过来。请先同步再导入，或清空隐藏列中的键作为新增。',
    en: 'The record of this row is not in this register; it may not have been synchronised yet. Synchronise first, or empty the hidden key to add a new record.',
  },
  KEY_DELETED: {
    zh: '这一行的记录在导出之后已从台账中删除，本行没有导入。需要的话请先在台账中恢复该记录。',
    en: 'The record of this row was deleted from the register after the export; the row was not imported. Restore the record first if it is still needed.',
  },
  VALUE_CONFLICT: {
    zh: '“{field}”在导出之后两边都改过：台账现为“{register}”，工作簿为“{value}”。请选择保留哪一个；未选择时保留台账的值。',
    en: '“{field}” was changed on both sides since the export: the register says “{register}”, the workbook “{value}”. Choose one; until then the register’s value stays.',
  },
  NO_REJECTED_ROWS: {
    zh: '没有未能导入的行。',
    en: 'There are no rejected rows.',
  },
} as const satisfies Record<string, Label>;
