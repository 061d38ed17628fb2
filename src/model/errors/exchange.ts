import type { Label } from '../types.ts';

/** Why a file as a whole is refused. */
const fileErrors = {
  FILE_EMPTY: { zh: '文件“{file}”是空的。', en: 'The file “{file}” is empty.' },
  FILE_NOT_WORKBOOK: {
    zh: '“{file}”不是表格文件（内容是 {what}）。请用 Excel、WPS 打开原文件，另存为 .xlsx 或 .csv 后再试。',
    en: '“{file}” is not a spreadsheet (it is {what}). Open the original in a spreadsheet program, save it as .xlsx or .csv and try again.',
  },
  FILE_WEB_PAGE: {
    zh: '“{file}”的内容是网页（HTML），只是改了名字，不是工作簿。请用 Excel 或 WPS 打开后另存为 .xlsx；如果确实是系统导出的网页表格，把扩展名改为 .xls 或 .html 再导入。',
    en: '“{file}” holds a web page (HTML) under another name, not a workbook. Open it in a spreadsheet program and save it as .xlsx; if it is a table that a system exported as a page, name it .xls or .html and import it again.',
  },
  FILE_ENCRYPTED: {
    zh: '“{file}”有密码保护。请先用 Excel 或 WPS 去掉密码再导入。',
    en: '“{file}” is protected by a password. Remove the password in Excel or WPS first.',
  },
  FILE_CORRUPT: {
    zh: '“{file}”已损坏或不完整（{detail}）。请重新获取该文件，或用 Excel 修复后另存。',
    en: '“{file}” is damaged or incomplete ({detail}). Get it again, or repair and save it with Excel.',
  },
  FILE_TOO_LARGE: {
    zh: '“{file}”展开后过大，无法安全打开。请拆分成几个较小的文件。',
    en: '“{file}” is too large once unpacked to be opened safely. Split it into smaller files.',
  },
  FILE_UNSAFE: {
    zh: '“{file}”含有外部实体声明，正常的表格不会有，已拒绝打开。',
    en: '“{file}” declares XML entities, which no ordinary workbook does; it was not opened.',
  },
  FILE_QUOTE_OPEN: {
    zh: '“{file}”第 {row} 行的引号没有结束，其后的内容无法分辨。请补上引号。',
    en: 'A quotation mark opened in row {row} of “{file}” is never closed; what follows cannot be told apart. Close it.',
  },
  UPLOAD_NOT_FOUND: {
    zh: '文件已失效，请重新选择。',
    en: 'That file is no longer at hand; choose it again.',
  },
  SHEET_NOT_FOUND: {
    zh: '工作簿中没有工作表“{sheet}”。请核对名称。',
    en: 'The workbook has no sheet “{sheet}”. Check the name.',
  },
  HEADER_NOT_FOUND: {
    zh: '“{sheet}”第 {row} 行不是表头。请指定表头所在行。',
    en: 'Row {row} of “{sheet}” is not a header. Say which row holds the column names.',
  },
  SHEET_NO_ROWS: {
    zh: '“{sheet}”只有表头，表头以下没有数据。请换一张工作表，或改正表头所在行。',
    en: '“{sheet}” has a header with no rows under it. Take another sheet, or correct the header row.',
  },
  MAPPING_EMPTY: {
    zh: '没有任何一列对应到字段。请先设置列的对应关系。',
    en: 'No column is matched to a field. Match at least one column first.',
  },
  MAPPING_REPEATED: {
    zh: '“{field}”对应了不止一列，请只保留一列。',
    en: 'More than one column is matched to “{field}”; keep one.',
  },
  MAPPING_UNKNOWN: {
    zh: '没有字段“{field}”可以对应。',
    en: 'There is no field “{field}” to match a column to.',
  },
  IMPORT_STRICT: {
    zh: '有 {rejected} 行不能导入，按严格模式没有写入任何内容。',
    en: '{rejected} rows cannot be imported; in strict mode nothing was written.',
  },
  IMPORT_SESSION_GONE: {
    zh: '这次导入检查已失效，请重新选择文件。',
    en: 'This import check is no longer at hand; choose the file again.',
  },
} as const satisfies Record<string, Label>;

/** What is wrong with one cell; `{value}` is the cell as it stands, `{field}` the field's label. */
const cellProblems = {
  CELL_ERROR: {
    zh: '单元格是电子表格的错误值 {value}。请在原表中改正公式，或在此填上实际内容。',
    en: 'The cell holds the spreadsheet error {value}. Mend the formula in the workbook, or type what should stand here.',
  },
  DATE_IMPOSSIBLE: {
    zh: '“{value}”不是存在的日期。请核对年、月、日后改正，如 2026-03-05。',
    en: '“{value}” is a date that cannot be. Check day, month and year and correct it, such as 2026-03-05.',
  },
  DATE_DAY_ASSUMED: {
    zh: '“{value}”没有写日，按 {suggestion} 记。',
    en: '“{value}” names no day; it was taken as {suggestion}.',
  },
  DATE_UNREADABLE: {
    zh: '“{value}”不能识别为日期，应为 2026-03-05 这样的形式。',
    en: '“{value}” cannot be read as a date; write it like 2026-03-05.',
  },
  NUMBER_UNREADABLE: {
    zh: '“{value}”不是数字。请只写数字。',
    en: '“{value}” is not a number. Write digits only.',
  },
  NUMBER_NOT_WHOLE: {
    zh: '“{value}”不是整数。请改成整数。',
    en: '“{value}” is not a whole number. Write one without decimals.',
  },
  NUMBER_OUT_OF_RANGE: {
    zh: '“{value}”超出范围，请改成 {min} 至 {max} 之间的数。',
    en: '“{value}” is out of range. Write a number from {min} to {max}.',
  },
  MONEY_UNREADABLE: {
    zh: '“{value}”不是金额。请写成 1234.56 这样的数字。',
    en: '“{value}” is not an amount of money. Write it like 1234.56.',
  },
  MONEY_ROUNDED: {
    zh: '“{value}”的小数多于两位，已四舍五入为 {suggestion}。',
    en: '“{value}” has more than two decimals; it was rounded to {suggestion}.',
  },
  BOOLEAN_UNREADABLE: {
    zh: '“{value}”不是“是”或“否”。请改成其中之一。',
    en: '“{value}” is neither yes nor no. Write one of them.',
  },
  CHOICE_UNKNOWN: {
    zh: '“{value}”不在“{field}”的可选值中。请改成其中之一，或说明这个词的意思。',
    en: '“{value}” is not one of the choices of “{field}”. Use one of them, or say what the word means.',
  },
  CODE_DAMAGED: {
    zh: '“{value}”是被电子表格当作数字改过的号码，原来的位数已丢失。请从铭牌或原始资料补填。',
    en: '“{value}” is a code that a spreadsheet took for a number; its digits are lost. Fill it in from the device or its papers.',
  },
  CODE_BECAME_DATE: {
    zh: '这里应是编号，却被电子表格变成了日期 {value}。请从原始资料补填。',
    en: 'A code was turned into the date {value} by a spreadsheet. Fill it in from the source.',
  },
  TEXT_TOO_LONG: {
    zh: '文字过长：{length} 个字符，最多 {max} 个。请缩短。',
    en: 'The text is too long: {length} characters, at most {max}. Shorten it.',
  },
  MAC_INVALID: {
    zh: '“{value}”不是有效的 MAC 地址。请写成 AA:BB:CC:DD:EE:FF。',
    en: '“{value}” is not a MAC address. Write it like AA:BB:CC:DD:EE:FF.',
  },
  IP_INVALID: {
    zh: '“{value}”不是有效的 IP 地址。请写成 10.0.0.8 这样的地址。',
    en: '“{value}” is not an IP address. Write it like 10.0.0.8.',
  },
} as const satisfies Record<string, Label>;

/** What is wrong with, or was decided about, a whole row. */
const rowProblems = {
  TAG_REPEATED: {
    zh: '资产编号“{value}”在本文件第 {first} 行已出现，本行不导入。请改正编号，或删去重复的一行。',
    en: 'The asset tag “{value}” already stands in row {first} of this file; this row is not imported. Correct the tag, or delete one of the rows.',
  },
  SERIAL_REPEATED: {
    zh: '序列号“{value}”在本文件第 {first} 行已出现。请核对是哪一台的。',
    en: 'The serial number “{value}” already stands in row {first} of this file. Check which device it belongs to.',
  },
  ROW_REPEATED: {
    zh: '与第 {first} 行是同一条记录，本行没有再导入。',
    en: 'This is the same record as row {first}; it was not taken again.',
  },
  ID_UNKNOWN: {
    zh: '台账中没有内部编号“{value}”。要新增，请清空这一格。',
    en: 'The register has no record with the internal ID “{value}”. To add a new one, empty the cell.',
  },
  SUMMARY_ROW: {
    zh: '合计、小计或签字行，不是资产记录，已跳过。',
    en: 'A total or signature line, not a record; skipped.',
  },
  EXAMPLE_ROW: {
    zh: '模板中的示例行，已跳过。',
    en: 'The example row of a template; skipped.',
  },
  HIDDEN_ROW: {
    zh: '表格中隐藏的行，按设置跳过。',
    en: 'The row is hidden in the spreadsheet; skipped as asked.',
  },
  DATE_ORDER_ASSUMED: {
    zh: '“{field}”中 3/5/24 这样的日期看不出先日还是先月，按“月/日/年”读取。如不对，请在字段匹配中改。',
    en: 'Nothing tells whether dates such as 3/5/24 in “{field}” begin with the day or the month; they were read month first. Change it where columns are matched if that is wrong.',
  },
  DATE_ORDER_LENT: {
    zh: '“{field}”中 3/5/24 这样的日期自己看不出先日还是先月，已按表中其他日期列的次序读取。如不对，请在字段匹配中改。',
    en: 'Nothing in “{field}” tells whether dates such as 3/5/24 begin with the day or the month; they were read as the other dates of the sheet are. Change it where columns are matched if that is wrong.',
  },
  SPLIT_COUNT: {
    zh: '编号共 {count} 个，数量却是 {quantity}，两者不一致。请改正其一。',
    en: 'There are {count} codes but the quantity is {quantity}; they do not agree. Correct one of them.',
  },
  SPLIT_ONE_TAG: {
    zh: '数量是 {quantity}，但只有一个编号“{tag}”，没有拆分。要拆分，请写成编号范围（如 0001~0020），或把编号留空由系统分配。',
    en: 'The quantity is {quantity} but there is one tag, “{tag}”; it was not split. To split it, give a range of tags (0001~0020) or leave the tag empty and have tags assigned.',
  },
  SPLIT_SERIALS: {
    zh: '要拆成 {count} 项资产，序列号却有 {serials} 个。请逐个写明，或留空。',
    en: 'The row becomes {count} assets but has {serials} serial numbers. List one for each, or leave the cell empty.',
  },
  SPLIT_TOO_MANY: {
    zh: '“{value}”超过一行最多可拆的 {max} 项。请分成几行。',
    en: '“{value}” is more than the {max} assets that one row can be split into. Use several rows.',
  },
  ROW_NO_IDENTITY: {
    zh: '本行没有编号、名称或序列号，不能成为资产。请至少填一项。',
    en: 'The row has no tag, name or serial number and cannot become an asset. Fill in one of them.',
  },
  TAG_ASSIGNED: {
    zh: '本行没有资产编号，已编为 {suggestion}。',
    en: 'The row has no asset tag; {suggestion} was assigned.',
  },
  RECORD_EXISTS: {
    zh: '台账中已有“{value}”，“只新增”方式下跳过。',
    en: '“{value}” is already in the register; skipped, since only new rows are taken.',
  },
  RECORD_ABSENT: {
    zh: '台账中没有“{value}”，“只更新”方式下跳过。',
    en: '“{value}” is not in the register; skipped, since only existing rows are updated.',
  },
  KEY_AMBIGUOUS: {
    zh: '“{value}”对应台账中的 {count} 条记录，无法确定更新哪一条。请改用能唯一确定的匹配依据，如资产编号。',
    en: '“{value}” fits {count} records in the register; it is not clear which one to update. Match by something that only one has, such as the tag.',
  },
  CLASS_UNKNOWN: {
    zh: '没有“{value}”这个类别，归入“{suggestion}”，原词保留在“原类别”。如不对，请说明这个词的意思。',
    en: 'There is no class “{value}”; the row goes to “{suggestion}” and keeps the word as its category. Say what the word means if that is wrong.',
  },
  STATUS_UNKNOWN: {
    zh: '不认识状态“{value}”，记为“{suggestion}”。如不对，请说明这个词的意思。',
    en: 'The status “{value}” is unknown; it was set to “{suggestion}”. Say what the word means if that is wrong.',
  },
  STATUS_KEPT: {
    zh: '状态不能由导入从“{from}”改为“{value}”，保持不变；请走相应流程。',
    en: 'An import cannot change the status from “{from}” to “{value}”; it was kept. Use the procedure for it.',
  },
  REFERENCE_MISSING: {
    zh: '“{field}”中没有“{value}”，且不自动新建。请先登记，改用已有的名称，或允许自动新建。',
    en: '“{field}” has no “{value}”, and new ones are not made. Add it first, use a name that is there, or allow new ones.',
  },
  END_MISSING: {
    zh: '台账和本工作簿中都没有编号为“{value}”的资产。请改正编号，或先登记（导入）该资产。',
    en: 'Neither the register nor this workbook has an asset “{value}”. Correct the tag, or register (import) the asset first.',
  },
  REFERENCE_AMBIGUOUS: {
    zh: '“{field}”中有 {count} 个“{value}”，无法确定是哪一个。请用工号或完整路径。',
    en: '“{field}” has {count} named “{value}”; use the number or the full path.',
  },
  FIELD_NOT_OF_CLASS: {
    zh: '类别“{class}”没有“{field}”这一项，值“{value}”未导入。',
    en: 'The class “{class}” has no “{field}”; “{value}” was not imported.',
  },
  WARRANTY_UNPLACED: {
    zh: '有保修月数 {value} 但没有购置日期，算不出到期日。请填写购置日期或到期日。',
    en: 'There are {value} months of warranty but no purchase date to count from. Fill in that date, or the end of the warranty.',
  },
} as const satisfies Record<string, Label>;

/** Reading, checking and writing workbooks. */
export const exchangeErrors = { ...fileErrors, ...cellProblems, ...rowProblems } as const;
