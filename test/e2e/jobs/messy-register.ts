import ExcelJS from 'exceljs';

/** What an office calls its columns, over two rows: the upper one merged over the columns that belong together. */
const upper = [
  '序号',
  '资产编号',
  '资产名称',
  '设备类型',
  '使用部门',
  '使用人',
  '存放地点',
  '购置信息',
  '',
  '',
  '使用状态',
  '备注',
];
const lower = ['', '', '', '', '', '', '', '购置日期', '原值(元)', '供应商', '', ''];

type Line = readonly (string | number)[];

/** Twelve assets: a department that stands once for several rows, an impossible date, a damaged serial, an unknown class. */
export const messyLines: readonly Line[] = [
  [
    1,
    '0001-0001',
    '联想台式机',
    '台式机',
    '财务部',
    '沈国栋',
    '总部/1号楼/301',
    '2022年3月5日',
    '5,680.00',
    '宏图三胞',
    '在用',
    '',
  ],
  [
    2,
    '0001-0002',
    '联想台式机',
    '台式机',
    '财务部',
    '周建林',
    '总部/1号楼/301',
    '2022/3/5',
    5680,
    '宏图三胞',
    '在用',
    '',
  ],
  [
    3,
    '0001-0003',
    '针式打印机',
    '打印机',
    '财务部',
    '周建林',
    '总部/1号楼/301',
    '20190612',
    '￥1,850.50',
    '',
    '在用',
    '月末打凭证',
  ],
  [
    4,
    '0001-0004',
    '笔记本电脑',
    '笔记本',
    '信息部',
    '何思远',
    '总部/1号楼/405',
    '2023-02-30',
    7200,
    '京东企业购',
    '在用',
    '日期待查',
  ],
  [
    5,
    '0001-0005',
    '笔记本电脑',
    '笔记本',
    '信息部',
    '陈雅文',
    '总部/1号楼/405',
    '2023.11.8',
    '７２００',
    '京东企业购',
    '在用',
    '',
  ],
  [
    6,
    '0001-0006',
    '机架服务器',
    '服务器',
    '信息部',
    '',
    '总部/3号楼/机房A',
    '2021-08-30',
    52300.5,
    '戴尔',
    '在用',
    '',
  ],
  [
    7,
    '0001-0007',
    '激光对准仪',
    '光学仪器',
    '信息部',
    '',
    '总部/3号楼/机房A',
    '2020-01-15',
    18800,
    '',
    '闲置',
    '',
  ],
  [
    8,
    '0001-0008',
    '投影对准仪',
    '光学仪器',
    '市场部',
    '林月',
    '总部/2号楼/201',
    '2020-01-15',
    18800,
    '',
    '闲置',
    '',
  ],
  [
    9,
    '0001-0009',
    '激光投影仪',
    '投影机',
    '市场部',
    '林月',
    '总部/2号楼/201',
    '2022-13-01',
    9999,
    '',
    '在用',
    '会议室',
  ],
  [10, '0001-0010', '办公桌', '家具', '市场部', '', '总部/2号楼/201', '2018-05-01', 1200, '', '在用', ''],
  [
    11,
    '0001-0010',
    '办公椅',
    '家具',
    '市场部',
    '',
    '总部/2号楼/201',
    '2018-05-01',
    600,
    '',
    '在用',
    '编号重复',
  ],
  [
    12,
    '0001-0012',
    '核心交换机',
    '交换机',
    '信息部',
    '何思远',
    '总部/3号楼/机房A',
    '2021-08-30',
    '42600元',
    '华三',
    '在用',
    '',
  ],
];

const title = '滨江科技有限公司固定资产登记表';
const subtitle = '编制单位：行政部　　2026年10月31日　　单位：元';
const total: Line = ['合计', '', '', '', '', '', '', '', 170510.5, '', '', ''];
const maker: Line = ['制表人：林月', '', '', '', '', '', '', '审核：沈国栋', '', '', '', ''];

export const messyName = '固定资产登记表';

/** The register as an office keeps it: titles, a two-row header, merged cells, a sum, colours and a line struck through. */
export async function messyWorkbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('固定资产');
  sheet.addRow([title]);
  sheet.mergeCells(1, 1, 1, upper.length);
  sheet.addRow([subtitle]);
  sheet.mergeCells(2, 1, 2, upper.length);
  sheet.addRow([...upper]);
  sheet.addRow([...lower]);
  upper.forEach((_, i) => {
    if (lower[i] === '') sheet.mergeCells(3, i + 1, 4, i + 1);
  });
  sheet.mergeCells(3, 8, 3, 10);
  for (const line of messyLines) sheet.addRow([...line]);
  const first = 5;
  const department = upper.indexOf('使用部门');
  for (let from = 0; from < messyLines.length; ) {
    let to = from;
    while (messyLines[to + 1]?.[department] === messyLines[from]?.[department]) to++;
    if (to > from) sheet.mergeCells(first + from, department + 1, first + to, department + 1);
    from = to + 1;
  }
  sheet.addRow([...total]);
  sheet.addRow([...maker]);
  const yellow: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFFF00' } };
  sheet.getCell(first + 3, 3).fill = yellow;
  sheet.getCell(first + 7, 3).fill = yellow;
  sheet.getCell(first + 9, 3).font = { strike: true };
  sheet.getRow(first + 2).hidden = true;
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** The same as an old system writes it: commas, the encoding of Chinese Windows, every department spelt out. */
export function messyText(): string {
  const lines = [[title], [subtitle], upper, lower, ...messyLines, total, maker];
  const field = (value: string | number): string => {
    const text = String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${lines.map((line) => line.map(field).join(',')).join('\r\n')}\r\n`;
}
