import { minuteIn } from '../../model/days.ts';
import type { Label, Language } from '../../model/index.ts';
import type { References } from '../baseline/authorisation.ts';
import { coverSheet } from '../exchange/write/cover.ts';
import type { WriteCell, WriteColumn, WriteSheet } from '../exchange/write/types.ts';
import { writeWorkbook } from '../exchange/write/workbook.ts';
import type { Register } from '../store/register.ts';
import type { JobContext } from '../workers/jobs.ts';
import type { Comparison } from './comparison.ts';
import type { Difference } from './difference.ts';
import { viewOf } from './view.ts';

const texts = {
  about: { zh: '说明', en: 'About' },
  assets: { zh: '资产', en: 'Assets' },
  relations: { zh: '关系', en: 'Relations' },
  kind: { zh: '变化', en: 'Difference' },
  tag: { zh: '资产编号', en: 'Asset tag' },
  name: { zh: '名称', en: 'Name' },
  field: { zh: '字段', en: 'Field' },
  from: { zh: '变更前', en: 'Before' },
  to: { zh: '变更后', en: 'After' },
  type: { zh: '关系类型', en: 'Type' },
  targetTag: { zh: '目标编号', en: 'Target tag' },
  target: { zh: '目标', en: 'Target' },
  changed: { zh: '最后变更', en: 'Last changed' },
  by: { zh: '变更人', en: 'By' },
  authorised: { zh: '是否授权', en: 'Authorised' },
  references: { zh: '变更单号', en: 'Change number' },
} as const satisfies Record<string, Label>;

export const kindWords = {
  added: { zh: '新增', en: 'added' },
  removed: { zh: '移除', en: 'removed' },
  changed: { zh: '变更', en: 'changed' },
} as const satisfies Record<string, Label>;

export const authorisationWords = {
  authorised: { zh: '已授权', en: 'authorised' },
  acknowledged: { zh: '已确认', en: 'acknowledged' },
  unauthorised: { zh: '未授权变更', en: 'unauthorised' },
} as const satisfies Record<string, Label>;

const tones = { added: 'good', removed: 'bad', changed: 'changed' } as const;

interface Wanted {
  readonly path: string;
  readonly language: Language;
  readonly title: string;
  readonly head: ReadonlyArray<readonly [string, string]>;
}

/**
 * Writes a comparison as a workbook: what was asked and its sums, assets field by field, relations.
 * @param references of a drift; null where nothing is said of change numbers
 * @throws CANCELLED, DISK_FULL, FILE_NOT_WRITABLE
 */
export async function writeComparison(
  context: JobContext,
  reg: Register,
  comparison: Comparison,
  references: References | null,
  { path, language, title, head }: Wanted,
): Promise<{ rows: number }> {
  const say = (label: Label) => label[language];
  const cancel = new AbortController();
  let rows = 0;
  const onProgress = (written: number) => {
    if (context.cancelled()) cancel.abort();
    context.progress('export', written, null);
  };
  const rowsOf = function* (entity: Difference['entity']): Generator<WriteCell[]> {
    for (const one of comparison.all) {
      if (one.entity !== entity) continue;
      for (const row of linesOf(reg, one, references, language)) {
        rows++;
        yield row;
      }
    }
  };
  const sum = (name: Label, { added, removed, changed }: Comparison['assets']) =>
    [
      say(name),
      [
        `${say(kindWords.added)} ${added}`,
        `${say(kindWords.removed)} ${removed}`,
        `${say(kindWords.changed)} ${changed}`,
      ].join(language === 'zh' ? '，' : ', '),
    ] as const;
  const facts = [...head, sum(texts.assets, comparison.assets), sum(texts.relations, comparison.relations)];
  const sheets: WriteSheet[] = [
    coverSheet(say(texts.about), title, () => facts.map(([label, value]) => ({ label, value }))),
    { name: say(texts.assets), columns: assetColumns(say, references !== null), rows: rowsOf('asset') },
    {
      name: say(texts.relations),
      columns: relationColumns(say, references !== null),
      rows: rowsOf('relation'),
    },
  ];
  await writeWorkbook(path, { sheets }, { signal: cancel.signal, onProgress });
  return { rows };
}

type Say = (label: Label) => string;

const driftColumns = (say: Say, drift: boolean): WriteColumn[] =>
  drift
    ? [
        { header: say(texts.authorised), kind: 'text' },
        { header: say(texts.references), kind: 'text' },
      ]
    : [];

const common = (say: Say): WriteColumn[] => [
  { header: say(texts.field), kind: 'text' },
  { header: say(texts.from), kind: 'text', width: 28 },
  { header: say(texts.to), kind: 'text', width: 28 },
  { header: say(texts.changed), kind: 'text', width: 17 },
  { header: say(texts.by), kind: 'text' },
];

const assetColumns = (say: Say, drift: boolean): WriteColumn[] => [
  { header: say(texts.tag), kind: 'code' },
  { header: say(texts.name), kind: 'text', width: 28 },
  { header: say(texts.kind), kind: 'text' },
  ...common(say),
  ...driftColumns(say, drift),
];

const relationColumns = (say: Say, drift: boolean): WriteColumn[] => [
  { header: say(texts.tag), kind: 'code' },
  { header: say(texts.name), kind: 'text', width: 28 },
  { header: say(texts.type), kind: 'text' },
  { header: say(texts.targetTag), kind: 'code' },
  { header: say(texts.target), kind: 'text', width: 28 },
  { header: say(texts.kind), kind: 'text' },
  ...common(say),
  ...driftColumns(say, drift),
];

function* linesOf(
  reg: Register,
  one: Difference,
  references: References | null,
  language: Language,
): Generator<WriteCell[]> {
  const view = viewOf(reg, one, language);
  const kind: WriteCell = { value: kindWords[view.kind][language], tone: tones[view.kind] };
  const head: WriteCell[] =
    view.entity === 'asset'
      ? [view.asset.tag, view.asset.name, kind]
      : [
          view.asset.tag,
          view.asset.name,
          view.typeText,
          view.target?.tag ?? '',
          view.target?.name ?? '',
          kind,
        ];
  const found = references?.of(one);
  const drift: WriteCell[] = found
    ? [
        {
          value: authorisationWords[found.state][language],
          tone: found.state === 'unauthorised' ? 'bad' : 'plain',
        },
        found.references.join(language === 'zh' ? '、' : ', '),
      ]
    : [];
  const at = view.at === null ? '' : minuteIn(reg.meta('timeZone') ?? 'UTC', view.at);
  const fields = view.fields.length > 0 ? view.fields : [{ label: '', fromText: '', toText: '' }];
  for (const { label, fromText, toText } of fields)
    yield [...head, label, fromText, toText, at, view.actor, ...drift];
}
