import type { Label } from '../types.ts';

/** Looking at the register as it was, comparing moments, baselines and configuration audits. */
export const pastErrors = {
  PAST_READONLY: {
    zh: '正在查看过去的时点，只能查看，不能修改。请先回到现在。',
    en: 'You are looking at a past moment, which can only be read. Return to the present first.',
  },
  MOMENT_UNKNOWN: {
    zh: '看不懂时点“{text}”。请写日期（2026-03-05）、日期和时间（2026-03-05 14:30）、now，或一条基线的名称。',
    en: 'Cannot read “{text}” as a moment. Give a date (2026-03-05), a date and time (2026-03-05 14:30), now, or the name of a baseline.',
  },
  COMPARISON_TOO_LARGE: {
    zh: '两个时点之间有 {count} 处差异，超过一页能显示的 {most} 处。请按类别或位置缩小范围，或导出工作簿。',
    en: 'There are {count} differences between the two moments, more than the {most} that a page can show. Narrow it down by class or location, or export a workbook.',
  },
  BASELINE_NOT_FOUND: {
    zh: '没有这条配置基线，可能已被撤销。',
    en: 'There is no such baseline; it may have been undone.',
  },
  BASELINE_STATE: {
    zh: '这条配置基线的状态是“{state}”，不能这样做。',
    en: 'This baseline is “{state}”; that is not possible now.',
  },
  SCOPE_EMPTY: {
    zh: '这个范围内没有配置项。请检查筛选条件或起点资产。',
    en: 'There is no configuration item in this scope. Check the filter or the starting assets.',
  },
  AUDIT_NOT_FOUND: {
    zh: '没有这次配置审计，可能已被撤销。',
    en: 'There is no such configuration audit; it may have been undone.',
  },
  AUDIT_CLOSED: {
    zh: '这次配置审计已经结束，不能再修改。',
    en: 'This configuration audit is closed and cannot be changed any more.',
  },
  AUDIT_UNFINISHED: {
    zh: '还有 {pending} 个样本待核查，{open} 个不符合项未关闭，不能结束。',
    en: 'It cannot be closed yet: {pending} items are still to be checked and {open} nonconformities are open.',
  },
  NONCONFORMITY_INCOMPLETE: {
    zh: '关闭不符合项前，请填写纠正措施和关闭依据。',
    en: 'State the corrective action and the evidence before closing a nonconformity.',
  },
} as const satisfies Record<string, Label>;
