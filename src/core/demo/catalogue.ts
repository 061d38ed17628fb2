import type { Label } from '../../model/index.ts';

const same = (name: string): Label => ({ zh: name, en: name });
const both = (zh: string, en: string): Label => ({ zh, en });

/** Makers, by the key that products use. */
export const makers = {
  lenovo: both('联想', 'Lenovo'),
  dell: both('戴尔', 'Dell'),
  hp: both('惠普', 'HP'),
  huawei: both('华为', 'Huawei'),
  h3c: both('新华三', 'H3C'),
  inspur: both('浪潮', 'Inspur'),
  apple: both('苹果', 'Apple'),
  cisco: both('思科', 'Cisco'),
  apc: both('施耐德', 'APC'),
  vertiv: both('维谛', 'Vertiv'),
  hikvision: both('海康威视', 'Hikvision'),
  sangfor: both('深信服', 'Sangfor'),
  brother: both('兄弟', 'Brother'),
  synology: both('群晖', 'Synology'),
  epson: both('爱普生', 'Epson'),
  logitech: both('罗技', 'Logitech'),
  kingston: both('金士顿', 'Kingston'),
  vmware: both('VMware', 'VMware'),
} as const satisfies Record<string, Label>;

export interface Product {
  readonly class: string;
  readonly maker: keyof typeof makers | null;
  readonly name: Label;
  readonly number?: string;
  /** Yuan, net of tax. */
  readonly cost: readonly [number, number];
  /** Months of useful life and of warranty. */
  readonly life: number;
  readonly warranty: number;
  readonly attrs?: Readonly<Record<string, string | number>>;
}

const p = (
  cls: string,
  maker: Product['maker'],
  name: string | Label,
  cost: readonly [number, number],
  months: readonly [life: number, warranty: number],
  attrs: Product['attrs'] = {},
  number?: string,
): Product => ({
  class: cls,
  maker,
  name: typeof name === 'string' ? same(name) : name,
  cost,
  life: months[0],
  warranty: months[1],
  attrs,
  ...(number ? { number } : {}),
});

const server = [72, 60] as const;
const net = [72, 36] as const;
const office = [60, 36] as const;
const short = [36, 12] as const;
const long = [120, 24] as const;

/** Products that the company bought, by class. */
export const products: readonly Product[] = [
  p('server', 'dell', 'PowerEdge R750', [58_000, 96_000], server, {
    cpu: '2 × Xeon Gold 6330',
    memory: 256,
    disk: '4 × 1.92 TB SSD',
  }),
  p('server', 'inspur', 'NF5280M6', [46_000, 82_000], server, {
    cpu: '2 × Xeon Silver 4314',
    memory: 128,
    disk: '6 × 960 GB SSD',
  }),
  p('server', 'huawei', 'FusionServer 2288H V6', [52_000, 90_000], server, {
    cpu: '2 × Xeon Gold 5318Y',
    memory: 256,
    disk: '8 × 1.2 TB SAS',
  }),
  p('server', 'lenovo', 'ThinkSystem SR650', [39_000, 66_000], server, {
    cpu: '2 × Xeon Silver 4210',
    memory: 128,
    disk: '8 × 600 GB SAS',
  }),
  p(
    'storage',
    'huawei',
    'OceanStor Dorado 5000',
    [260_000, 480_000],
    server,
    { capacity: 61_440 },
    'Dorado5000V6',
  ),
  p('storage', 'synology', 'RackStation RS3621xs+', [42_000, 60_000], server, { capacity: 96_000 }),
  p('switch', 'h3c', 'S6850-56HF', [48_000, 76_000], net, { ports: 56, firmware: 'R6710' }),
  p('switch', 'huawei', 'CloudEngine S5735-L48T4X', [9_800, 13_500], net, {
    ports: 52,
    firmware: 'V200R021',
  }),
  p('switch', 'h3c', 'S5130S-28S-EI', [3_600, 5_200], net, { ports: 28, firmware: 'R6343' }),
  p('router', 'cisco', 'ISR 4451', [68_000, 98_000], net, { ports: 8, firmware: '17.6.4' }),
  p('firewall', 'sangfor', 'AF-2000-FH2130B', [88_000, 130_000], net, { ports: 12, firmware: '8.0.48' }),
  p('loadBalancer', 'sangfor', 'AD-1000-B2100', [76_000, 110_000], net, { ports: 10 }),
  p('wirelessAp', 'h3c', 'WA6320', [1_200, 1_900], net, { ports: 1 }),
  p('camera', 'hikvision', 'DS-2CD3T46', [480, 860], [60, 24]),
  p('ups', 'apc', 'Smart-UPS SRT 10000', [46_000, 62_000], [96, 24], { power: 10_000 }),
  p('pdu', 'vertiv', both('Geist 机柜 PDU', 'Geist rack PDU'), [2_600, 4_200], [96, 24]),
  p('rack', 'vertiv', both('VR 42U 服务器机柜', 'VR 42U rack'), [5_200, 7_600], long, { units: 42 }),
  p('cooling', 'vertiv', both('Liebert CRV 列间空调', 'Liebert CRV'), [98_000, 150_000], long),
  p('desktop', 'lenovo', both('启天 M450', 'ThinkCentre M70s'), [4_200, 5_800], office, {
    cpu: 'Core i5-12400',
    memory: 16,
    disk: '512 GB SSD',
  }),
  p('desktop', 'dell', 'OptiPlex 7010', [4_800, 6_600], office, {
    cpu: 'Core i7-13700',
    memory: 16,
    disk: '1 TB SSD',
  }),
  p('desktop', 'hp', both('Z2 G9 图形工作站', 'Z2 G9 workstation'), [11_000, 18_000], office, {
    cpu: 'Core i9-13900',
    memory: 64,
    disk: '2 TB SSD',
  }),
  p('laptop', 'lenovo', 'ThinkPad T14', [7_200, 9_800], office, {
    cpu: 'Core i7-1260P',
    memory: 16,
    disk: '512 GB SSD',
  }),
  p('laptop', 'lenovo', 'ThinkPad X1 Carbon', [11_500, 14_800], office, {
    cpu: 'Core i7-1365U',
    memory: 32,
    disk: '1 TB SSD',
  }),
  p('laptop', 'apple', 'MacBook Pro 14', [14_900, 19_900], office, {
    cpu: 'M2 Pro',
    memory: 32,
    disk: '1 TB SSD',
  }),
  p('laptop', 'huawei', 'MateBook B5-430', [6_200, 7_900], office, {
    cpu: 'Core i5-1135G7',
    memory: 16,
    disk: '512 GB SSD',
  }),
  p('mobile', 'apple', 'iPad Air', [4_300, 5_600], short, { memory: 8 }),
  p('mobile', 'huawei', both('手持终端 PDA', 'Handheld terminal'), [1_900, 2_600], short, { memory: 4 }),
  p('monitor', 'dell', 'P2723D', [1_600, 2_300], office),
  p('monitor', 'lenovo', 'ThinkVision T24i', [1_050, 1_500], office),
  p('printer', 'hp', 'LaserJet Pro M404dn', [2_100, 2_900], office),
  p('printer', 'brother', 'MFC-L6900DW', [3_900, 5_200], office),
  p('peripheral', 'epson', both('CB-FH52 投影仪', 'CB-FH52 projector'), [5_600, 7_400], short),
  p('peripheral', 'logitech', both('Rally 会议摄像头', 'Rally conference camera'), [6_800, 9_200], short),
  p('component', 'kingston', both('32GB DDR4 内存条', '32 GB DDR4 module'), [620, 980], short),
  p('component', 'dell', both('1.92TB SAS 固态硬盘', '1.92 TB SAS drive'), [3_600, 5_200], short),
  p('furniture', null, both('升降办公桌', 'Sit-stand desk'), [1_800, 3_200], long),
  p('furniture', null, both('会议桌', 'Meeting table'), [4_600, 9_000], long),
  p('furniture', null, both('文件柜', 'Filing cabinet'), [760, 1_300], long),
  p('vehicle', null, both('商务车', 'Minibus'), [180_000, 260_000], [96, 36]),
  p('vehicle', null, both('叉车', 'Forklift'), [86_000, 140_000], [96, 24]),
  p('otherEquipment', null, both('激光干涉仪', 'Laser interferometer'), [280_000, 460_000], [120, 24]),
  p('otherEquipment', null, both('数字示波器', 'Digital oscilloscope'), [36_000, 78_000], [96, 36]),
  p('consumable', 'hp', both('CF276A 硒鼓', 'CF276A toner'), [520, 760], [12, 6]),
];

/** How the assets are shared out among the classes, for a register of about 2,000. Office things take the rest. */
export const shares: Readonly<Record<string, number>> = {
  rack: 16,
  pdu: 32,
  ups: 4,
  cooling: 6,
  server: 118,
  storage: 6,
  switch: 40,
  router: 4,
  firewall: 4,
  loadBalancer: 2,
  wirelessAp: 52,
  camera: 44,
  cluster: 5,
  hypervisor: 40,
  virtualMachine: 190,
  containerPlatform: 2,
  database: 34,
  middleware: 18,
  application: 25,
  applicationService: 25,
  businessService: 8,
  subnet: 14,
  vlan: 16,
  circuit: 4,
  desktop: 300,
  laptop: 380,
  monitor: 340,
  mobile: 50,
  printer: 52,
  peripheral: 46,
  component: 24,
  furniture: 70,
  vehicle: 6,
  otherEquipment: 20,
  consumable: 10,
};
