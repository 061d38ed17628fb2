import { minuteIn } from '../../model/days.ts';
import { auditResults, auditStates, nonconformityStates } from '../../model/entities/audits.ts';
import type { Label, Language } from '../../model/index.ts';
import { coverSheet } from '../exchange/write/cover.ts';
import type { WriteCell } from '../exchange/write/types.ts';
import { writeWorkbook } from '../exchange/write/workbook.ts';
import type { Register } from '../store/register.ts';
import { auditItems, type ItemInfo, readAudit } from './read.ts';

const texts = {
  title: { zh: '配置审计', en: 'Configuration audit' },
  items: { zh: '样本', en: 'Items' },
  findings: { zh: '不符合项', en: 'Nonconformities' },
  name: { zh: '名称', en: 'Name' },
  state: { zh: '状态', en: 'State' },
  baseline: { zh: '配置基线', en: 'Baseline' },
  scope: { zh: '范围（筛选）', en: 'Scope (filter)' },
  seed: { zh: '随机种子', en: 'Seed' },
  method: { zh: '抽样方法', en: 'Sampling' },
  simple: {
    zh: '简单随机：按 SHA-256(种子, 编号) 排序取前若干',
    en: 'Simple random: the smallest SHA-256(seed, id)',
  },
  strata: { zh: '按类别分层，最大余额法分配', en: 'Stratified by class, largest remainder' },
  population: { zh: '总体', en: 'Population' },
  sample: { zh: '样本量', en: 'Sample' },
  result: { zh: '结果', en: 'Result' },
  auditor: { zh: '审计员', en: 'Auditor' },
  started: { zh: '开始', en: 'Started' },
  closed: { zh: '结束', en: 'Closed' },
  n: { zh: '序号', en: 'No.' },
  tag: { zh: '资产编号', en: 'Asset tag' },
  class: { zh: '类别', en: 'Class' },
  location: { zh: '存放地点', en: 'Location' },
  finding: { zh: '发现', en: 'Finding' },
  evidence: { zh: '证据', en: 'Evidence' },
  checked: { zh: '核查时间', en: 'Checked' },
  by: { zh: '核查人', en: 'Checked by' },
  owner: { zh: '责任人', en: 'Owner' },
  due: { zh: '整改期限', en: 'Due' },
  action: { zh: '纠正措施', en: 'Corrective action' },
  closedBy: { zh: '关闭人', en: 'Closed by' },
} as const satisfies Record<string, Label>;

/** Writes the report of an audit: how the sample was drawn, its items, what did not conform. @throws AUDIT_NOT_FOUND */
export async function writeAudit(
  reg: Register,
  id: string,
  path: string,
  language: Language,
): Promise<{ rows: number }> {
  const say = (label: Label) => label[language];
  const audit = readAudit(reg, id);
  const items = auditItems(reg, id);
  const zone = reg.meta('timeZone') ?? 'UTC';
  const at = (ms: number | null) => (ms === null ? '' : minuteIn(zone, ms));
  const of = (result: ItemInfo['result']) => items.filter((item) => item.result === result).length;
  const facts: ReadonlyArray<readonly [Label, string]> = [
    [texts.name, audit.name],
    [texts.state, say(auditStates[audit.state].label)],
    [texts.baseline, audit.baselineName],
    [texts.scope, audit.filter ?? ''],
    [texts.population, String(audit.population)],
    [texts.sample, String(audit.sample)],
    [texts.method, say(audit.stratified ? texts.strata : texts.simple)],
    [texts.seed, audit.seed],
    [
      texts.result,
      (['conform', 'nonconform', 'pending'] as const)
        .map((result) => `${say(auditResults[result].label)} ${of(result)}`)
        .join(language === 'zh' ? '，' : ', '),
    ],
    [texts.auditor, audit.auditor],
    [texts.started, at(audit.at)],
    [texts.closed, [at(audit.closedAt), audit.closedBy].filter(Boolean).join(' ')],
  ];
  const className = (key: string | null) =>
    key === null ? '' : (reg.catalogue.classOf(key)?.label[language] ?? key);
  const tones = { conform: 'good', nonconform: 'bad', pending: 'muted' } as const;
  const rows = items.map((item): WriteCell[] => [
    item.n,
    item.asset.tag,
    item.asset.name,
    className(item.asset.class),
    item.location,
    { value: say(auditResults[item.result].label), tone: tones[item.result] },
    item.finding,
    item.evidence,
    item.checkedBy,
    at(item.checkedAt),
  ]);
  const findings = items.flatMap(({ asset, nonconformity: one }): WriteCell[][] =>
    one
      ? [
          [
            asset.tag,
            asset.name,
            one.finding,
            {
              value: say(nonconformityStates[one.state].label),
              tone: one.state === 'closed' ? 'good' : 'warning',
            },
            one.ownerName,
            one.due,
            one.action,
            one.evidence,
            one.closedBy,
            at(one.closedAt),
          ],
        ]
      : [],
  );
  const head = (label: Label, kind: 'text' | 'code' | 'integer' | 'wrapped' | 'date' = 'text') => ({
    header: say(label),
    kind,
  });
  await writeWorkbook(path, {
    sheets: [
      coverSheet(say(texts.title), `${say(texts.title)} ${audit.name}`, () =>
        facts.map(([label, value]) => ({ label: say(label), value })),
      ),
      {
        name: say(texts.items),
        columns: [
          head(texts.n, 'integer'),
          head(texts.tag, 'code'),
          head(texts.name),
          head(texts.class),
          head(texts.location),
          head(texts.result),
          head(texts.finding, 'wrapped'),
          head(texts.evidence),
          head(texts.by),
          head(texts.checked),
        ],
        rows,
      },
      {
        name: say(texts.findings),
        columns: [
          head(texts.tag, 'code'),
          head(texts.name),
          head(texts.finding, 'wrapped'),
          head(texts.state),
          head(texts.owner),
          head(texts.due, 'date'),
          head(texts.action, 'wrapped'),
          head(texts.evidence),
          head(texts.closedBy),
          head(texts.closed),
        ],
        rows: findings,
      },
    ],
  });
  return { rows: items.length + findings.length };
}
