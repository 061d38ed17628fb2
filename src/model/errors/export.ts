import type { Label } from '../types.ts';

/** Why an export can't be made. */
export const exportErrors = {
  EXPORT_TOO_LARGE: {
    zh: '.{format} 格式须整本在内存中生成，{columns} 列时最多 {limit} 行。请缩小范围、减少列，或改用 .xlsx、.csv。',
    en: 'An .{format} file is made in memory as a whole: with {columns} columns it can have {limit} rows at most. Narrow the list, take fewer columns, or use .xlsx or .csv.',
  },
  EXPORT_INCOMPLETE: {
    zh: '应导出 {expected} 行，只得到 {rows} 行，文件没有保存。请运行“检查台账”，并重试。',
    en: '{expected} rows should have been exported but only {rows} were; no file was kept. Check the register, then try again.',
  },
  EXPORT_CURSOR_UNKNOWN: {
    zh: '台账的变更记录到 {newest} 为止，没有 {cursor} 号。它可能来自另一份台账文件。',
    en: 'The log of this register ends at {newest}; it has no entry {cursor}. That number may come from another copy of the register.',
  },
  EXPORT_DEFINITION_UNKNOWN: {
    zh: '没有名为“{name}”的导出方案。',
    en: 'There is no saved export called “{name}”.',
  },
} as const satisfies Record<string, Label>;
