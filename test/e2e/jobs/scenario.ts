import type { Language } from '../../../src/model/types.ts';

/** Assets that the job follows, by their part in it. */
export type Role = 'coreSwitch' | 'database' | 'mail' | 'laptop' | 'oddity' | 'misdated' | 'stored' | 'erp';

export interface Scenario {
  readonly register: string;
  readonly colleagueRegister: string;
  /** Who starts the register. */
  readonly starter: string;
  /** Made in the interface, to approve. */
  readonly approver: string;
  /** Comes in with the workbook. */
  readonly technician: string;
  readonly colleague: string;
  readonly accounts: { readonly starter: string; readonly colleague: string };
  readonly sheet: string;
  readonly title: string;
  readonly headers: readonly string[];
  /** A header that nothing recognises, so that a person maps it. */
  readonly oddHeader: string;
  readonly tags: Readonly<Record<Role, string>>;
  readonly names: Readonly<Record<Role, string>>;
  /** Typed to find the core switch. */
  readonly find: string;
  /** Typed to find the technician among everything. */
  readonly findPerson: string;
  readonly unknownClass: string;
  readonly impossibleDate: string;
  readonly site: string;
  readonly serverRoom: string;
  readonly store: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

const tags: Readonly<Record<Role, string>> = {
  coreSwitch: 'HF-SW-00001',
  database: 'HF-SRV-00001',
  mail: 'HF-SRV-00002',
  laptop: 'HF-NB-00001',
  oddity: 'HF-X-00001',
  misdated: 'HF-NB-00003',
  stored: 'HF-MON-00001',
  erp: 'HF-APP-00001',
};

const chinese: Omit<Scenario, 'rows'> = {
  register: '滨江科技资产台账',
  colleagueRegister: '临时台账',
  starter: '陈雅文',
  approver: '沈国栋',
  technician: '周建林',
  colleague: '何思远',
  accounts: { starter: 'chenyw', colleague: 'hesy' },
  sheet: '资产清单',
  title: '滨江科技有限公司 2026 年信息设备清单',
  headers: [
    '资产编号',
    '资产名称',
    '设备类型',
    '使用状态',
    '品牌',
    '规格型号',
    '序列号',
    '存放地点',
    '使用人',
    '使用部门',
    '购置日期',
    '原值(元)',
    '厂家服务至',
  ],
  oddHeader: '厂家服务至',
  tags,
  names: {
    coreSwitch: '核心交换机',
    database: '财务数据库服务器',
    mail: '邮件服务器',
    laptop: '周建林的笔记本',
    oddity: '激光对准仪',
    misdated: '设计部备用笔记本',
    stored: '备用显示器',
    erp: '财务系统',
  },
  find: 'hxjhj',
  findPerson: 'zjl',
  unknownClass: '光学仪器',
  impossibleDate: '2023-02-30',
  site: '滨江园区',
  serverRoom: '三层机房',
  store: ['城西仓库', '二号库房'],
};

const english: Omit<Scenario, 'rows'> = {
  register: 'Riverside Ltd assets',
  colleagueRegister: 'Scratch register',
  starter: 'Alice Warren',
  approver: 'Grace Holt',
  technician: 'Peter Lindqvist',
  colleague: 'Noah Okafor',
  accounts: { starter: 'awarren', colleague: 'nokafor' },
  sheet: 'Assets',
  title: 'Riverside Ltd, information equipment 2026',
  headers: [
    'Asset tag',
    'Asset name',
    'Category',
    'Status',
    'Manufacturer',
    'Model',
    'Serial number',
    'Location',
    'Assigned to',
    'Department',
    'Purchase date',
    'Purchase cost',
    'Maker answers until',
  ],
  oddHeader: 'Maker answers until',
  tags,
  names: {
    coreSwitch: 'Core switch',
    database: 'Finance database server',
    mail: 'Mail server',
    laptop: 'Laptop of Peter',
    oddity: 'Laser aligner',
    misdated: 'Spare design laptop',
    stored: 'Spare monitor',
    erp: 'Finance system',
  },
  find: 'core sw',
  findPerson: 'lindq',
  unknownClass: 'Optical instrument',
  impossibleDate: '2023-02-30',
  site: 'Riverside campus',
  serverRoom: 'Server room 3',
  store: ['West depot', 'Store 2'],
};

/** The workbook's rows: good ones, one whose tag stands twice, one with a date that cannot be, one of no known class. */
function rowsOf(plan: Omit<Scenario, 'rows'>, language: Language): Scenario['rows'] {
  const zh = language === 'zh';
  const { names, technician } = plan;
  const word = (chineseWord: string, englishWord: string): string => (zh ? chineseWord : englishWord);
  const room = [plan.site, word('A 座', 'Building A'), plan.serverRoom].join('/');
  const office = [plan.site, word('B 座', 'Building B'), word('十二层', 'Floor 12')].join('/');
  const store = plan.store.join('/');
  const inUse = word('在用', 'In use');
  const inStock = word('在库', 'In stock');
  const it = word('信息部', 'IT');
  const design = word('设计部', 'Design');
  const server = word('服务器', 'Server');
  const laptop = word('笔记本电脑', 'Laptop');
  const maker = word('华为', 'Dell');
  const row = (tag: string, name: string, kind: string, status: string, model: string, serial: string) =>
    [tag, name, kind, status, maker, model, serial] as const;
  return [
    [
      ...row(tags.coreSwitch, names.coreSwitch, word('交换机', 'Switch'), inUse, 'CE6881', 'SN210001'),
      room,
      technician,
      it,
      '2024-03-15',
      86000,
      '2029-03-14',
    ],
    [
      ...row(tags.database, names.database, server, inUse, 'R740', 'SN210002'),
      room,
      technician,
      it,
      '2023-06-01',
      52300.5,
      '2028-05-31',
    ],
    [
      ...row(tags.mail, names.mail, server, inUse, 'R740', 'SN210003'),
      room,
      technician,
      it,
      '2018-06-01',
      48000,
      '2023-05-31',
    ],
    [
      ...row(tags.laptop, names.laptop, laptop, inUse, 'X1', 'SN210004'),
      office,
      technician,
      it,
      '2025-01-20',
      9800,
      '2028-01-19',
    ],
    [
      ...row('HF-NB-00002', word('设计部笔记本', 'Design laptop'), laptop, inUse, 'X1', 'SN210005'),
      office,
      '',
      design,
      '2025-01-20',
      9800,
      '2028-01-19',
    ],
    [
      ...row(tags.misdated, names.misdated, laptop, inStock, 'X1', 'SN210006'),
      office,
      '',
      design,
      plan.impossibleDate,
      9800,
      '',
    ],
    [
      ...row(
        'HF-NB-00002',
        word('重复编号的笔记本', 'Laptop with a used tag'),
        laptop,
        inUse,
        'X1',
        'SN210007',
      ),
      office,
      '',
      design,
      '2025-01-20',
      9800,
      '',
    ],
    [
      ...row(tags.oddity, names.oddity, plan.unknownClass, inUse, 'LA-2', 'SN210008'),
      office,
      '',
      design,
      '2022-09-09',
      31000,
      '',
    ],
    [],
    [
      ...row(tags.stored, names.stored, word('显示器', 'Monitor'), inStock, 'P27', 'SN210009'),
      store,
      '',
      it,
      '2021-11-11',
      1500,
      '',
    ],
    [
      ...row(tags.erp, names.erp, word('应用系统', 'Application'), inUse, '', ''),
      '',
      '',
      it,
      '2020-01-01',
      300000,
      '',
    ],
  ];
}

export function scenarioOf(language: Language): Scenario {
  const plan = language === 'zh' ? chinese : english;
  return { ...plan, rows: rowsOf(plan, language) };
}
