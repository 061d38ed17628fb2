import type { Label } from '../types.ts';

/** Filling a person's own form, templates and the auditor's pack. */
export const formErrors = {
  FORM_NOT_XLSX: {
    zh: '“{file}”不是 .xlsx 表样。请在 Excel 或 WPS 中另存为 .xlsx 后再用。',
    en: '“{file}” is no .xlsx form. Save it as .xlsx in Excel or WPS first.',
  },
  FORM_NO_MARKS: {
    zh: '“{file}”里没有可以填写的位置。请在单元格里写上 {{ 资产编号 }} 这样的标记，或把单元格命名为字段名。',
    en: '“{file}” has no place to fill. Write marks such as {{ tag }} into its cells, or name cells after fields.',
  },
  FORM_TOO_LONG: {
    zh: '填写后工作表“{sheet}”会超过 1,048,576 行。请少选一些记录。',
    en: 'Filled in, the sheet “{sheet}” would be longer than 1,048,576 rows. Choose fewer records.',
  },
  FORM_MARK_UNKNOWN: {
    zh: '没有“{mark}”这个字段，标记原样保留。',
    en: 'There is no field “{mark}”; the mark was left as it is.',
  },
  FORM_MARK_VARIES: {
    zh: '各条记录的“{mark}”不相同，此处留空。若要逐行列出，请写成 {{*{mark}}}。',
    en: 'The records differ in “{mark}”, so it was left blank. Write {{*{mark}}} to list them row by row.',
  },
  FORM_MARK_IN_FORMULA: {
    zh: '公式里的标记不会填写。',
    en: 'A mark inside a formula is not filled.',
  },
  FORM_CELL_FORMULA: {
    zh: '单元格以字段“{mark}”命名，但里面是公式，没有改动。',
    en: 'The cell is named after the field “{mark}” but holds a formula; it was left as it is.',
  },
  FORM_TEXT_CUT: {
    zh: '文字超过单元格能容纳的 32,767 个字符，已截断。',
    en: 'The text is longer than the 32,767 characters a cell can hold; it was cut.',
  },
  PERIOD_INVALID: {
    zh: '期间的开始晚于结束。请检查起止日期。',
    en: 'The period begins after its end. Check both dates.',
  },
} as const satisfies Record<string, Label>;
