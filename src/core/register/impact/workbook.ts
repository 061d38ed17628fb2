import { reasonSentence } from '../../../model/impact-words.ts';
import { type Catalogue, entityOf, type Label, type Language, statuses } from '../../../model/index.ts';
import { type CoverPart, coverSheet } from '../../exchange/write/cover.ts';
import type { WriteCell, WriteSheet } from '../../exchange/write/types.ts';
import { writeWorkbook } from '../../exchange/write/workbook.ts';
import { dateIn } from '../../stocktake/date.ts';
import type { Register } from '../../store/register.ts';
import { type Analysis, lastEntry } from './analysis.ts';
import type { TellAs } from './to-tell.ts';
import type { Upstream } from './upstream.ts';

/** Words of impact analyses that stand in workbooks. */
const texts = {
  cover: { zh: '说明', en: 'About' },
  impact: { zh: '影响分析', en: 'Impact' },
  upstream: { zh: '上游依赖', en: 'Hangs on' },
  starts: { zh: '失效或移走', en: 'Failing or taken away' },
  service: { zh: '服务', en: 'Service' },
  affected: { zh: '受影响资产', en: 'Affected' },
  people: { zh: '需通知', en: 'To tell' },
  effect: { zh: '影响', en: 'Effect' },
  down: { zh: '停用', en: 'Down' },
  degraded: { zh: '降级', en: 'Degraded' },
  steps: { zh: '步数', en: 'Steps' },
  because: { zh: '原因', en: 'Because' },
  services: { zh: '受影响的服务', en: 'Services affected' },
  single: { zh: '单点', en: 'Single point' },
  yes: { zh: '是', en: 'yes' },
  unknown: { zh: '未算', en: 'not worked out' },
  name: { zh: '姓名', en: 'Name' },
  title: { zh: '职务', en: 'Title' },
  phone: { zh: '电话', en: 'Phone' },
  email: { zh: '邮箱', en: 'Email' },
  as: { zh: '身份', en: 'As' },
  assets: { zh: '涉及资产', en: 'Assets' },
  made: { zh: '导出时间', en: 'Exported' },
  asOf: { zh: '数据时点', en: 'As of' },
  by: { zh: '导出人', en: 'Exported by' },
  cursor: { zh: '变更记录号', en: 'Change log position' },
  note: { zh: '说明', en: 'Note' },
  cut: { zh: '超过上限，仅列出最近的资产。', en: 'More than the limit: only the nearest are listed.' },
  bounded: {
    zh: '单点未全部算完：未标为单点的资产也可能是单点。',
    en: 'Not every asset was tried: one that is not marked may be a single point too.',
  },
} as const satisfies Record<string, Label>;

export const tellAsLabels: Readonly<Record<TellAs, Label>> = {
  custodian: { zh: '保管人', en: 'custodian' },
  user: { zh: '使用人', en: 'user' },
  head: { zh: '部门负责人', en: 'head of department' },
  owner: { zh: '权属单位', en: 'owning entity' },
};

export interface BookHead {
  readonly language: Language;
  readonly path: string;
  readonly by: string;
  /** Milliseconds since 1970 of a past moment; null for the present. */
  readonly asOf: number | null;
}

/** File name: what it is about and the day. */
export function impactBookName(
  reg: Register,
  kind: 'impact' | 'upstream',
  title: string,
  language: Language,
): string {
  const day = dateIn(reg.meta('timeZone') ?? 'UTC', reg.deps.now());
  const about = [...title.replace(/[\\/:*?"<>|\s]+/g, '-')].slice(0, 60).join('');
  return `${texts[kind][language]}-${about}-${day}.xlsx`;
}

/**
 * Writes what is affected, why, and whom to tell.
 * @returns rows of affected assets
 * @throws DISK_FULL, FILE_NOT_WRITABLE
 */
export async function writeImpactBook(reg: Register, found: Analysis, head: BookHead): Promise<number> {
  const { language, path } = head;
  const { items } = found;
  const count = (effect: string) => items.filter((item) => item.effect === effect).length;
  const cover = aboutSheet(reg, head, texts.impact[language], [
    {
      label: texts.starts[language],
      value: found.starts.map(({ tag, name }) => `${tag} ${name}`).join('\n'),
    },
    { label: texts.down[language], value: count('down'), kind: 'count' },
    { label: texts.degraded[language], value: count('degraded'), kind: 'count' },
    { label: texts.people[language], value: found.people.length, kind: 'count' },
    ...(found.truncated ? [{ label: texts.note[language], value: texts.cut[language] }] : []),
  ]);
  await writeWorkbook(path, {
    sheets: [cover, affectedSheet(reg, found, language), peopleSheet(found, language)],
    active: 1,
  });
  return items.length;
}

/** The same for what a service hangs on, single points of failure marked. */
export async function writeUpstreamBook(
  reg: Register,
  title: string,
  found: Upstream,
  head: BookHead,
): Promise<number> {
  const { language, path } = head;
  const label = (field: string) => fieldLabel(field, language);
  const cover = aboutSheet(reg, head, texts.upstream[language], [
    { label: texts.service[language], value: title },
    { label: texts.assets[language], value: found.items.length, kind: 'count' },
    ...(found.singles
      ? [{ label: texts.single[language], value: found.singles.count, kind: 'count' as const }]
      : []),
    ...(found.truncated ? [{ label: texts.note[language], value: texts.cut[language] }] : []),
    ...(found.singles && !found.singles.complete
      ? [{ label: texts.note[language], value: texts.bounded[language] }]
      : []),
  ]);
  const sheet: WriteSheet = {
    name: texts.upstream[language],
    columns: [
      { header: label('tag'), kind: 'code' },
      { header: label('name'), kind: 'text' },
      { header: label('class'), kind: 'text' },
      { header: label('status'), kind: 'text' },
      { header: texts.steps[language], kind: 'integer' },
      { header: texts.single[language], kind: 'text' },
      { header: texts.because[language], kind: 'text', width: 80 },
    ],
    rows: found.items.map((item): WriteCell[] => [
      item.tag,
      item.name,
      className(reg.catalogue, item.class, language),
      statusName(item.status, language),
      item.depth,
      item.single === true
        ? { value: texts.yes[language], tone: 'bad' }
        : found.singles && item.single === null
          ? texts.unknown[language]
          : null,
      reasonSentence(item.path, language, reg.catalogue),
    ]),
  };
  await writeWorkbook(path, { sheets: [cover, sheet], active: 1 });
  return found.items.length;
}

function aboutSheet(reg: Register, head: BookHead, title: string, parts: readonly CoverPart[]): WriteSheet {
  const { language, asOf } = head;
  return coverSheet(texts.cover[language], title, () => [
    ...parts,
    { gap: true },
    { label: texts.made[language], value: reg.deps.now(), kind: 'datetime' },
    ...(asOf === null ? [] : [{ label: texts.asOf[language], value: asOf, kind: 'datetime' as const }]),
    { label: texts.by[language], value: head.by },
    { label: texts.cursor[language], value: lastEntry(reg), kind: 'integer' },
  ]);
}

function affectedSheet(reg: Register, found: Analysis, language: Language): WriteSheet {
  const label = (field: string) => fieldLabel(field, language);
  const word = (id: string | null) => (id === null ? null : (found.words[id] ?? null));
  const names = new Map(found.items.map(({ id, tag, name }) => [id, name || tag]));
  const and = language === 'zh' ? '、' : ', ';
  return {
    name: texts.affected[language],
    columns: [
      { header: label('tag'), kind: 'code' },
      { header: label('name'), kind: 'text' },
      { header: label('class'), kind: 'text' },
      { header: label('status'), kind: 'text' },
      { header: texts.effect[language], kind: 'text' },
      { header: texts.steps[language], kind: 'integer' },
      { header: texts.because[language], kind: 'text', width: 80 },
      { header: texts.services[language], kind: 'text' },
      { header: label('custodian'), kind: 'text' },
      { header: label('user'), kind: 'text' },
      { header: label('department'), kind: 'text' },
      { header: label('location'), kind: 'text' },
      { header: label('owner'), kind: 'text' },
    ],
    rows: found.items.map((item): WriteCell[] => [
      item.tag,
      item.name,
      className(reg.catalogue, item.class, language),
      statusName(item.status, language),
      { value: texts[item.effect][language], tone: item.effect === 'down' ? 'bad' : 'warning' },
      item.depth,
      reasonSentence(item.path, language, reg.catalogue),
      item.services.map((id) => names.get(id) ?? '').join(and),
      word(item.custodianId),
      word(item.userId),
      word(item.department),
      word(item.location),
      word(item.owner),
    ]),
  };
}

function peopleSheet({ people }: Analysis, language: Language): WriteSheet {
  const and = language === 'zh' ? '、' : ', ';
  return {
    name: texts.people[language],
    columns: [
      { header: texts.name[language], kind: 'text' },
      { header: texts.title[language], kind: 'text' },
      { header: texts.phone[language], kind: 'code' },
      { header: texts.email[language], kind: 'code' },
      { header: texts.as[language], kind: 'text' },
      { header: texts.assets[language], kind: 'count' },
      { header: texts.down[language], kind: 'count' },
    ],
    rows: people.map(({ name, title, phone, email, roles, assets, down }) => [
      name,
      title,
      phone,
      email,
      Object.keys(roles)
        .map((role) => tellAsLabels[role as TellAs][language])
        .join(and),
      assets,
      down,
    ]),
  };
}

const fieldLabel = (field: string, language: Language): string =>
  entityOf('asset').fields[field]?.label[language] ?? field;
const className = (catalogue: Catalogue, key: string | null, language: Language) =>
  catalogue.classOf(key)?.label[language] ?? key;
const statusName = (key: string | null, language: Language) =>
  key !== null && Object.hasOwn(statuses, key) ? statuses[key as keyof typeof statuses].label[language] : key;
