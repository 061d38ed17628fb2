import {
  ApiOutlined,
  AppstoreOutlined,
  BankOutlined,
  BarcodeOutlined,
  BlockOutlined,
  BulbOutlined,
  CameraOutlined,
  CarOutlined,
  CloudOutlined,
  CloudServerOutlined,
  ClusterOutlined,
  CodeOutlined,
  CodeSandboxOutlined,
  DatabaseOutlined,
  DesktopOutlined,
  FireOutlined,
  FundOutlined,
  GlobalOutlined,
  HddOutlined,
  HomeOutlined,
  InboxOutlined,
  LaptopOutlined,
  LockOutlined,
  MobileOutlined,
  NodeIndexOutlined,
  PartitionOutlined,
  PhoneOutlined,
  PoweroffOutlined,
  PrinterOutlined,
  ProfileOutlined,
  SafetyOutlined,
  ShoppingOutlined,
  ThunderboltOutlined,
  ToolOutlined,
  UsbOutlined,
  VideoCameraOutlined,
  WifiOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { Catalogue } from '../../model/catalogue.ts';

/** Pictures that a class can have, by the name under which a definition keeps them. */
export const classIcons: Readonly<Record<string, ComponentType>> = {
  server: CloudServerOutlined,
  desktop: DesktopOutlined,
  laptop: LaptopOutlined,
  mobile: MobileOutlined,
  phone: PhoneOutlined,
  storage: HddOutlined,
  network: PartitionOutlined,
  router: NodeIndexOutlined,
  wireless: WifiOutlined,
  firewall: FireOutlined,
  printer: PrinterOutlined,
  peripheral: UsbOutlined,
  power: ThunderboltOutlined,
  outlet: PoweroffOutlined,
  rack: ProfileOutlined,
  camera: VideoCameraOutlined,
  photo: CameraOutlined,
  sensor: BulbOutlined,
  component: BlockOutlined,
  software: CodeOutlined,
  database: DatabaseOutlined,
  application: AppstoreOutlined,
  cluster: ClusterOutlined,
  virtual: CodeSandboxOutlined,
  cloud: CloudOutlined,
  service: GlobalOutlined,
  connection: ApiOutlined,
  security: SafetyOutlined,
  lock: LockOutlined,
  chart: FundOutlined,
  building: BankOutlined,
  furniture: HomeOutlined,
  vehicle: CarOutlined,
  tool: ToolOutlined,
  consumable: ShoppingOutlined,
  label: BarcodeOutlined,
  box: InboxOutlined,
};

/** What the classes that ship with Holdfast show; those under them show the same unless they have their own. */
const builtinIcons: Readonly<Record<string, string>> = {
  hardware: 'box',
  computer: 'desktop',
  server: 'server',
  laptop: 'laptop',
  mobile: 'mobile',
  storage: 'storage',
  networkDevice: 'network',
  router: 'router',
  firewall: 'firewall',
  wirelessAp: 'wireless',
  printer: 'printer',
  monitor: 'desktop',
  peripheral: 'peripheral',
  ups: 'power',
  pdu: 'outlet',
  rack: 'rack',
  camera: 'camera',
  component: 'component',
  software: 'software',
  database: 'database',
  application: 'application',
  virtual: 'virtual',
  cluster: 'cluster',
  service: 'service',
  network: 'connection',
  facility: 'building',
  furniture: 'furniture',
  vehicle: 'vehicle',
  consumable: 'consumable',
};

/** Name of the picture of a class: its own, or that of the nearest class above it. */
export function iconOf(catalogue: Catalogue, key: string): string {
  for (const def of catalogue.classPath(key).toReversed()) {
    const name = def.icon ?? builtinIcons[def.key];
    if (name && Object.hasOwn(classIcons, name)) return name;
  }
  return 'box';
}

/** Colour of a class as `#rrggbb`: its own, or that of the nearest class above it; null for the default. */
export function colourOf(catalogue: Catalogue, key: string): string | null {
  return catalogue.classPath(key).findLast((def) => def.colour)?.colour ?? null;
}

/** The picture of a class, for the eye only: its name stands beside it. */
export function ClassIcon({ name, colour }: { name: string; colour?: string | null }) {
  const Icon = classIcons[name] ?? InboxOutlined;
  return (
    <span className="class-icon" aria-hidden="true" style={colour ? { color: colour } : undefined}>
      <Icon />
    </span>
  );
}
