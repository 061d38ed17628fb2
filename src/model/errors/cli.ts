import type { Label } from '../types.ts';

/** Commands typed on a terminal or in a script. */
export const cliErrors = {
  COMMAND_INVALID: { zh: '命令有误：{reason}', en: 'The command is not valid: {reason}' },
  ASSIGNMENT_INVALID: {
    zh: '“{text}”应写成 字段=值 的形式，例如 status=idle。',
    en: '“{text}” must be written as field=value, such as status=idle.',
  },
  PASSWORD_MISSING: {
    zh: '缺少密码：请设置环境变量 HOLDFAST_PASSWORD，或从标准输入传入。',
    en: 'The password is missing: set HOLDFAST_PASSWORD or pass it on standard input.',
  },
  NAME_AMBIGUOUS: {
    zh: '“{name}”不止一个（{count} 个）。请用编号或标识（id）。',
    en: '“{name}” names {count} records; use a number or an id.',
  },
  RELATION_TYPE_UNKNOWN: {
    zh: '没有“{type}”这种关系。可用：{known}。',
    en: 'There is no relation type “{type}”. Known: {known}.',
  },
  RELATION_NOT_FOUND: {
    zh: '“{source}”与“{target}”之间没有这种关系。',
    en: '“{source}” and “{target}” are not related in this way.',
  },
  CLASS_NOT_FOUND: { zh: '没有“{class}”这个类别。', en: 'There is no class “{class}”.' },
  FORMAT_UNKNOWN: {
    zh: '不能写出“{file}”：文件名应以 {known} 结尾。',
    en: 'Cannot write “{file}”: the name must end in {known}.',
  },
  DEFINITION_UNKNOWN: {
    zh: '没有名为“{name}”的导出方案。已有：{known}。',
    en: 'There is no export definition “{name}”. Known: {known}.',
  },
  PROFILE_UNKNOWN: {
    zh: '没有名为“{name}”的导入方案。已有：{known}。',
    en: 'There is no import profile “{name}”. Known: {known}.',
  },
  PACK_DIFFERS: {
    zh: '审计资料包已写到“{file}”，但有 {count} 项勾稽不符；请看“勾稽”表。',
    en: 'The auditor’s pack was written to “{file}”, but {count} of its totals differ; see its sheet “Reconciliation”.',
  },
  FORM_NO_RECORDS: {
    zh: '没有记录可以填写。请给出资产编号，或检查筛选条件。',
    en: 'There are no records to fill in. Name tags, or check the filter.',
  },
  FORM_TOO_MANY: {
    zh: '一次最多填写 {most} 条记录，现有 {count} 条。请用 --filter 缩小范围。',
    en: 'A form takes {most} records at a time; there are {count}. Narrow them down with --filter.',
  },
  FILE_EXISTS: {
    zh: '“{file}”已存在，未作改动。请换一个文件名。',
    en: '“{file}” exists already and was left as it is. Choose another name.',
  },
  VERIFY_FAILED: {
    zh: '核验发现 {count} 处问题。',
    en: 'Verification found {count} problems.',
  },
} as const satisfies Record<string, Label>;
