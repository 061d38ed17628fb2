import type { Language } from '../../../../src/model/types.ts';

type Row = readonly (string | number | null)[];

/** Tag, name, department, cost in minor units, start, and what else the asset has. */
type AssetRow = readonly [string, string, string, number, string, object?];

/** A register and the finance department's list of it, with every kind of difference between them. */
export interface LedgerScenario {
  readonly departments: readonly string[];
  readonly assets: readonly AssetRow[];
  readonly title: string;
  readonly headers: readonly string[];
  /** The header that no list is known to have. */
  readonly oddHeader: string;
  readonly rows: readonly Row[];
  /** Next year's list has the same headers. */
  readonly nextRows: readonly Row[];
  readonly names: { readonly byHand: string; readonly first: string; readonly next: string };
}

const zh = {
  it: '信息部',
  finance: '财务部',
  server: '数据库服务器',
  laptop: '笔记本电脑',
  switch: '核心交换机',
  camera: '摄像机',
  desk: '办公桌',
  scanner: '扫描仪',
  storage: '磁盘阵列',
  printer: '激光打印机',
  monitor: '显示器',
  projector: '投影仪',
  projectorThere: '会议投影设备',
  cooling: '精密空调',
  table: '会议桌',
  lamp: '台灯',
  rack: '服务器机柜',
  rackThere: '标准机柜 42U',
  ups: '不间断电源',
  inUse: '在用',
  total: '合计',
  title: '固定资产卡片清单',
  first: '2025 年终核对',
  next: '2026 年终核对',
};

const en: typeof zh = {
  it: 'IT',
  finance: 'Finance',
  server: 'Database server',
  laptop: 'Laptop',
  switch: 'Core switch',
  camera: 'Camera',
  desk: 'Desk',
  scanner: 'Scanner',
  storage: 'Disk array',
  printer: 'Laser printer',
  monitor: 'Monitor',
  projector: 'Projector',
  projectorThere: 'Meeting room device',
  cooling: 'Air conditioner',
  table: 'Meeting table',
  lamp: 'Desk lamp',
  rack: 'Server rack',
  rackThere: 'Cabinet 42U',
  ups: 'Power supply',
  inUse: 'In use',
  total: 'Total',
  title: 'Fixed asset cards',
  first: 'Year-end 2025',
  next: 'Year-end 2026',
};

const headers = {
  zh: [
    '卡片编号',
    '固定资产名称',
    '规格型号',
    '使用部门',
    '使用状况',
    '开始使用日期',
    '使用年限(月)',
    '数量',
    '账面数',
    '累计折旧',
    '净值',
  ],
  en: [
    'Card no',
    'Description',
    'Specification',
    'Cost center',
    'Status',
    'Cap. date',
    'Useful life',
    'Qty',
    'Booked',
    'Accum.dep.',
    'Book val.',
  ],
};
const costColumn = 8;

export function ledgerScenario(language: Language): LedgerScenario {
  const w = language === 'zh' ? zh : en;
  const cards = cardsOf(w);
  const bad = cards[0]?.map((cell, i) => (i === 0 ? '00015' : i === costColumn ? '###' : cell)) ?? [];
  const next = cards.filter(([number]) => number !== '00012');
  return {
    departments: [w.it, w.finance],
    assets: assetsOf(w),
    title: w.title,
    headers: headers[language],
    oddHeader: headers[language][costColumn] as string,
    rows: [...cards, bad, sumOf(cards, w.total)],
    nextRows: [...next, sumOf(next, w.total)],
    names: { byHand: w.projectorThere, first: w.first, next: w.next },
  };
}

function sumOf(cards: readonly Row[], word: string): Row {
  const sum = cards.reduce((total, row) => total + Number(row[costColumn]), 0);
  return [word, ...Array<null>(costColumn - 1).fill(null), sum, null, null];
}

function cardsOf(w: typeof zh): Row[] {
  const card = (
    number: string,
    name: string,
    department: string,
    start: string,
    quantity: number,
    cost: number,
    { spec = null, depreciation = 0 }: { spec?: string | null; depreciation?: number } = {},
  ): Row => {
    const net = cost - depreciation;
    return [number, name, spec, department, w.inUse, start, 60, quantity, cost, depreciation, net];
  };
  return [
    card('00001', w.server, w.it, '2024-03-05', 1, 50_000, { depreciation: 26_100 }),
    card('00002', w.laptop, w.it, '2024-04-10', 3, 18_000),
    card('00003', w.switch, w.it, '2024-04-20', 1, 12_500),
    card('00004', w.camera, w.it, '2024-04-20', 3, 3_000),
    card('00005', w.desk, w.finance, '2024-02-01', 1, 900),
    card('00006', w.scanner, w.it, '2020-02-01', 1, 2_400),
    card('00007', w.storage, w.it, '2024-07-01', 1, 88_000, { spec: 'MSA 2060 S/N:CN1234XY7' }),
    card('00008', w.printer, w.finance, '2024-05-31', 1, 4_000),
    card('00009', w.monitor, w.it, '2024-06-12', 1, 1_200),
    card('00010', w.monitor, w.it, '2024-06-12', 1, 1_200),
    card('00011', w.projectorThere, w.it, '2023-11-01', 1, 8_000),
    card('00012', w.cooling, w.it, '2019-06-01', 1, 30_000),
    card('00013', w.rackThere, w.it, '2024-01-15', 1, 6_500),
    card('00014', w.ups, w.it, '2024-01-15', 1, 7_700),
  ];
}

function assetsOf(w: typeof zh): AssetRow[] {
  const laptop = { ledgerNo: '00002', class: 'laptop' };
  const camera = { ledgerNo: '00004', class: 'camera' };
  const depreciated = { ledgerNo: '00001', usefulLife: 60, salvageRate: 5 };
  return [
    ['HF-01', w.server, w.it, 50_000_00, '2024-03-05', depreciated],
    ['HF-02', w.laptop, w.it, 6_000_00, '2024-04-10', laptop],
    ['HF-03', w.laptop, w.it, 6_000_00, '2024-04-10', laptop],
    ['HF-04', w.laptop, w.it, 6_000_00, '2024-04-10', laptop],
    ['HF-05', w.switch, w.it, 12_000_00, '2024-04-20', { ledgerNo: '00003', class: 'switch' }],
    ['HF-06', w.camera, w.it, 1_500_00, '2024-04-20', camera],
    ['HF-07', w.camera, w.it, 1_500_00, '2024-04-20', camera],
    ['HF-08', w.desk, w.it, 900_00, '2024-02-01', { ledgerNo: '00005', class: 'furniture' }],
    ['HF-09', w.scanner, w.it, 2_400_00, '2020-02-01', { ledgerNo: '00006', status: 'retired' }],
    ['HF-10', w.storage, w.it, 88_000_00, '2024-07-01', { serial: 'CN1234XY7', class: 'storage' }],
    ['HF-11', w.printer, w.finance, 4_000_00, '2024-05-20', { class: 'printer' }],
    ['HF-12', w.monitor, w.it, 1_200_00, '2024-06-12', { class: 'monitor' }],
    ['HF-13', w.monitor, w.it, 1_200_00, '2024-06-12', { class: 'monitor' }],
    ['HF-14', w.projector, w.it, 8_000_00, '2023-11-01', { class: 'peripheral' }],
    ['HF-15', w.table, w.finance, 3_300_00, '2025-02-01', { class: 'furniture' }],
    ['HF-16', w.lamp, w.finance, 80_00, '2025-02-01', { kind: 'lowValue', class: 'furniture' }],
    ['HF-17', w.rack, w.it, 6_500_00, '2024-01-15', { ledgerNo: '00013', class: 'rack' }],
    ['HF-18', w.ups, w.it, 7_700_00, '2024-03-15', { ledgerNo: '00014', class: 'ups' }],
  ];
}
