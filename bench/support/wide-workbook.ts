import type { CellValue, ColumnKind, WriteColumn } from '../../src/core/exchange/write/types.ts';

const columns: readonly (readonly [string, ColumnKind])[] = [
  ['资产编号', 'code'],
  ['名称', 'text'],
  ['类别', 'text'],
  ['状态', 'text'],
  ['型号', 'text'],
  ['品牌', 'text'],
  ['序列号', 'code'],
  ['存放地点', 'text'],
  ['使用人', 'text'],
  ['保管人', 'text'],
  ['使用部门', 'text'],
  ['购置日期', 'date'],
  ['入账日期', 'date'],
  ['启用日期', 'date'],
  ['原值', 'money'],
  ['税额', 'money'],
  ['供应商', 'text'],
  ['订单号', 'code'],
  ['发票号', 'code'],
  ['财务编号', 'code'],
  ['保修到期', 'date'],
  ['使用年限', 'integer'],
  ['IP 地址', 'code'],
  ['MAC 地址', 'code'],
  ['备注', 'text'],
];

export const wideColumns: readonly WriteColumn[] = columns.map(([header, kind]) => ({ header, kind }));

const classes = ['服务器', '台式机', '笔记本', '交换机', '打印机', '显示器'];
const statuses = ['在用', '在库', '闲置', '维修中'];
const surnames = [...'王李张刘陈杨赵黄周吴'];
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平'];

/** A register of 25 columns as a company might keep it; the same rows every time. */
export function* wideRows(count: number): Generator<CellValue[]> {
  for (let i = 0; i < count; i++) {
    const kind = classes[i % 6] as string;
    const user = `${surnames[i % 10]}${given[(i * 7) % 20]}${given[Math.floor(i / 20) % 20]}`;
    yield [
      `ZC-${String(i + 1).padStart(7, '0')}`,
      `${kind}-${i % 5000}`,
      kind,
      statuses[i % 4] as string,
      `型号${i % 300}`,
      `品牌${i % 20}`,
      `SN${(1e9 + i * 7919).toString(36).toUpperCase()}`,
      `总部/${(i % 5) + 1}号楼/${(i % 9) + 1}层/${(i % 30) + 100}室`,
      user,
      `${surnames[(i * 3) % 10]}${given[i % 20]}`,
      `部门${i % 50}`,
      day(i),
      day(i + 9),
      day(i + 20),
      100_000 + ((i * 13) % 9_000_000),
      (i * 7) % 90_000,
      `供应商${i % 60}`,
      `PO${20_200_000 + (i % 20_000)}`,
      `FP${30_000_000 + i}`,
      `CW${500_000 + i}`,
      day(i + 1095),
      36 + (i % 5) * 12,
      `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`,
      `02:42:${[i >> 16, i >> 8, i, 7].map((n) => (n & 255).toString(16).padStart(2, '0')).join(':')}`.toUpperCase(),
      i % 3 === 0 ? null : `备注内容 ${i}`,
    ];
  }
}

function day(n: number): string {
  return new Date(Date.UTC(2015, 0, 1) + (n % 3600) * 86_400_000).toISOString().slice(0, 10);
}

/** The fields of the register that these columns are imported into, in their order. */
export const exportColumns: readonly string[] = [
  'tag',
  'name',
  'class',
  'status',
  'model',
  'manufacturer',
  'serial',
  'location',
  'user',
  'custodian',
  'department',
  'purchaseDate',
  'bookingDate',
  'inServiceDate',
  'cost',
  'tax',
  'supplier',
  'orderNo',
  'invoiceNo',
  'ledgerNo',
  'warrantyEnd',
  'usefulLife',
  'ip',
  'mac',
  'notes',
];
