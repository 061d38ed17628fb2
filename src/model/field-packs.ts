import type { CustomFieldType } from './entities/definitions.ts';
import type { Label } from './types.ts';

/** A field of a group that ships with Holdfast and is switched on by a person. */
export interface PackField {
  readonly key: string;
  readonly label: Label;
  readonly type: CustomFieldType;
  /** The class that has it and those under it; null: every class. */
  readonly class: string | null;
  readonly choices?: Readonly<Record<string, Label>>;
  readonly synonyms?: readonly string[];
}

export interface FieldPack {
  readonly key: 'mlps' | 'xinchuang';
  readonly label: Label;
  readonly hint: Label;
  /** Heading under which forms show them. */
  readonly heading: string;
  readonly fields: readonly PackField[];
}

export type PackKey = FieldPack['key'];

/** Grades of GB/T 22240. */
export const mlpsLevels = {
  l1: { zh: '第一级', en: 'Level 1' },
  l2: { zh: '第二级', en: 'Level 2' },
  l3: { zh: '第三级', en: 'Level 3' },
  l4: { zh: '第四级', en: 'Level 4' },
  l5: { zh: '第五级', en: 'Level 5' },
} as const satisfies Record<string, Label>;

const zones = {
  internet: { zh: '互联网接入区', en: 'Internet access' },
  dmz: { zh: '对外服务区（DMZ）', en: 'DMZ' },
  core: { zh: '核心业务区', en: 'Core services' },
  data: { zh: '数据区', en: 'Data' },
  management: { zh: '运维管理区', en: 'Operations' },
  office: { zh: '办公区', en: 'Office' },
  backup: { zh: '灾备区', en: 'Recovery' },
} as const;

/** How far the replacement by domestic technology has come. */
export const replacementStates = {
  notNeeded: { zh: '无需替代', en: 'Not needed' },
  notStarted: { zh: '未启动', en: 'Not started' },
  planned: { zh: '已计划', en: 'Planned' },
  underway: { zh: '替代中', en: 'Under way' },
  replaced: { zh: '已替代', en: 'Replaced' },
} as const satisfies Record<string, Label>;
export type ReplacementState = keyof typeof replacementStates;

const named = (names: Readonly<Record<string, readonly [string, string]>>): Readonly<Record<string, Label>> =>
  Object.fromEntries(Object.entries(names).map(([key, [zh, en]]) => [key, { zh, en }]));

const processors = named({
  kunpeng: ['鲲鹏', 'Kunpeng'],
  phytium: ['飞腾', 'Phytium'],
  hygon: ['海光', 'Hygon'],
  zhaoxin: ['兆芯', 'Zhaoxin'],
  loongson: ['龙芯', 'Loongson'],
  sunway: ['申威', 'Sunway'],
  foreign: ['非国产（x86 等）', 'Foreign (x86 ...)'],
});
const systems = named({
  kylin: ['银河麒麟', 'Kylin'],
  uos: ['统信 UOS', 'UOS'],
  openEuler: ['openEuler', 'openEuler'],
  openAnolis: ['龙蜥', 'Anolis OS'],
  otherDomestic: ['其他国产', 'Other domestic'],
  foreign: ['非国产（Windows、CentOS 等）', 'Foreign (Windows, CentOS ...)'],
});
const databases = named({
  dameng: ['达梦', 'Dameng'],
  kingbase: ['人大金仓', 'KingbaseES'],
  gbase: ['南大通用', 'GBase'],
  oscar: ['神舟通用', 'OSCAR'],
  gaussdb: ['GaussDB', 'GaussDB'],
  oceanbase: ['OceanBase', 'OceanBase'],
  tidb: ['TiDB', 'TiDB'],
  otherDomestic: ['其他国产', 'Other domestic'],
  foreign: ['非国产（Oracle、MySQL 等）', 'Foreign (Oracle, MySQL ...)'],
});
const middlewares = named({
  tongweb: ['东方通 TongWeb', 'TongWeb'],
  baoland: ['宝兰德', 'BES'],
  primeton: ['普元', 'Primeton'],
  kingdee: ['金蝶天燕', 'Apusic'],
  otherDomestic: ['其他国产', 'Other domestic'],
  foreign: ['非国产（WebLogic、Tomcat 等）', 'Foreign (WebLogic, Tomcat ...)'],
});

const field = (
  key: string,
  type: CustomFieldType,
  zh: string,
  en: string,
  more: Partial<PackField> = {},
): PackField => ({ key, type, label: { zh, en }, class: null, ...more });

/** Groups of fields that ship with Holdfast, off until somebody wants them. */
export const fieldPacks: readonly FieldPack[] = [
  {
    key: 'mlps',
    label: { zh: '等级保护', en: 'Classified protection (MLPS)' },
    hint: {
      zh: '定级系统、等级、安全区域、备案号与测评日期，附等保定级清单。',
      en: 'Graded system, level, security zone, filing number and assessment dates, with the list of graded systems.',
    },
    heading: '等级保护',
    fields: [
      field('mlpsSystem', 'text', '定级系统', 'Graded system', { synonyms: ['等保系统', '所属定级系统'] }),
      field('mlpsLevel', 'choice', '保护等级', 'Protection level', {
        choices: mlpsLevels,
        synonyms: ['等保等级', '等保级别', '安全保护等级'],
      }),
      field('mlpsZone', 'choice', '安全区域', 'Security zone', { choices: zones, synonyms: ['网络区域'] }),
      field('mlpsFilingNo', 'text', '备案号', 'Filing number', {
        class: 'application',
        synonyms: ['等保备案号', '备案证明编号'],
      }),
      field('mlpsAssessed', 'date', '测评日期', 'Assessed on', { class: 'application' }),
      field('mlpsNext', 'date', '下次测评日期', 'Next assessment', { class: 'application' }),
    ],
  },
  {
    key: 'xinchuang',
    label: { zh: '信创', en: 'Domestic technology (Xinchuang)' },
    hint: {
      zh: '处理器、操作系统、数据库、中间件的国产化情况与替代状态，附信创替代进度。',
      en: 'Processor, operating system, database, middleware and how far their replacement has come, with a report.',
    },
    heading: '信创',
    fields: [
      field('xcState', 'choice', '替代状态', 'Replacement', {
        choices: replacementStates,
        synonyms: ['信创状态', '信创替代状态'],
      }),
      field('xcPlanned', 'date', '计划替代日期', 'Replacement planned', { synonyms: ['计划替代时间'] }),
      field('xcProcessor', 'choice', '信创处理器', 'Processor (Xinchuang)', {
        class: 'computer',
        choices: processors,
      }),
      field('xcOs', 'choice', '信创操作系统', 'Operating system (Xinchuang)', {
        class: 'computer',
        choices: systems,
      }),
      field('xcDatabase', 'choice', '信创数据库', 'Database (Xinchuang)', {
        class: 'application',
        choices: databases,
      }),
      field('xcMiddleware', 'choice', '信创中间件', 'Middleware (Xinchuang)', {
        class: 'application',
        choices: middlewares,
      }),
    ],
  },
];

export const packOf = (key: string): FieldPack | undefined => fieldPacks.find((pack) => pack.key === key);
