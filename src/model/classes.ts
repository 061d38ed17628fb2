import type { FieldDef, Label } from './types.ts';

/** A class of asset or configuration item. Classes inherit the fields of their parent. */
export interface ClassDef {
  readonly key: string;
  readonly parent: string | null;
  readonly label: Label;
  readonly synonyms?: readonly string[];
  /** Prefix of tags that Holdfast hands out, as in HF-SRV-00412. */
  readonly prefix?: string;
  /** Things of this class usually hold data that must be erased before disposal. */
  readonly dataBearing?: boolean;
  /** Fields beyond the common ones; their values live in `attrs`. */
  readonly fields?: Readonly<Record<string, FieldDef>>;
  /** Name of a picture, and a colour as `#rrggbb`, that the user chose. */
  readonly icon?: string;
  readonly colour?: string;
  /** Which statuses its assets pass through; every one where left out. */
  readonly statuses?: readonly string[];
  /** Not offered for new assets. */
  readonly hidden?: boolean;
  /** Made by the user. */
  readonly custom?: true;
  /** Deleted; still named where something has it. */
  readonly removed?: true;
}

const int = (zh: string, en: string, unit?: Label, synonyms: readonly string[] = []): FieldDef => ({
  type: 'integer',
  label: { zh, en },
  min: 0,
  group: 'technical',
  synonyms,
  ...(unit ? { unit } : {}),
});
const text = (zh: string, en: string, synonyms: readonly string[] = []): FieldDef => ({
  type: 'text',
  label: { zh, en },
  group: 'technical',
  synonyms,
});
const gb: Label = { zh: 'GB', en: 'GB' };

const computing: Readonly<Record<string, FieldDef>> = {
  cpu: text('处理器', 'Processor', ['cpu', 'CPU 型号']),
  memory: int('内存', 'Memory', gb, ['内存(GB)', 'ram', 'memory (gb)']),
  disk: text('硬盘', 'Disks', ['磁盘', '存储容量', 'hdd', 'ssd']),
  os: text('操作系统', 'Operating system', ['os', '系统版本']),
};
const ports: Readonly<Record<string, FieldDef>> = {
  ports: int('端口数', 'Ports', undefined, ['端口数量', 'port count']),
  firmware: text('固件版本', 'Firmware', ['软件版本', 'firmware version']),
};
const software: Readonly<Record<string, FieldDef>> = {
  version: text('版本', 'Version', ['版本号']),
  edition: text('发行版', 'Edition', ['版别']),
};

function c(
  key: string,
  parent: string | null,
  zh: string,
  en: string,
  more: Omit<Partial<ClassDef>, 'key' | 'parent' | 'label'> = {},
): ClassDef {
  return { key, parent, label: { zh, en }, ...more };
}

/** The class tree that ships with Holdfast; parents stand before their children. */
export const builtinClasses: readonly ClassDef[] = [
  c('hardware', null, '硬件', 'Hardware'),
  c('computer', 'hardware', '计算机', 'Computer', { fields: computing, dataBearing: true }),
  c('server', 'computer', '服务器', 'Server', {
    prefix: 'SRV',
    synonyms: ['主机', '机架服务器', '刀片服务器', 'servers', 'rack server'],
  }),
  c('desktop', 'computer', '台式机', 'Desktop', {
    prefix: 'PC',
    synonyms: ['台式电脑', '台式计算机', '电脑', 'pc', 'desktops', 'workstation', '工作站', '一体机'],
  }),
  c('laptop', 'computer', '笔记本', 'Laptop', {
    prefix: 'NB',
    synonyms: ['笔记本电脑', '便携机', 'notebook', 'laptops', 'portable'],
  }),
  c('mobile', 'computer', '移动设备', 'Mobile device', {
    prefix: 'MOB',
    synonyms: ['手机', '平板', '平板电脑', 'phone', 'tablet', 'tablets', 'mobile phone', 'mobile phones'],
  }),
  c('storage', 'hardware', '存储', 'Storage', {
    prefix: 'STO',
    dataBearing: true,
    synonyms: ['存储设备', '磁盘阵列', 'san', 'nas', '磁带库'],
    fields: { capacity: int('容量', 'Capacity', gb, ['容量(GB)']) },
  }),
  c('networkDevice', 'hardware', '网络设备', 'Network device', {
    prefix: 'NET',
    fields: ports,
    synonyms: ['网络', 'networking equipment', 'network equipment'],
  }),
  c('router', 'networkDevice', '路由器', 'Router', { prefix: 'RT', synonyms: ['routers'] }),
  c('switch', 'networkDevice', '交换机', 'Switch', {
    prefix: 'SW',
    synonyms: ['网络交换机', '以太网交换机', 'switches'],
  }),
  c('firewall', 'networkDevice', '防火墙', 'Firewall', { prefix: 'FW', synonyms: ['安全网关', 'firewalls'] }),
  c('wirelessAp', 'networkDevice', '无线AP', 'Wireless AP', {
    prefix: 'AP',
    synonyms: ['无线接入点', 'ap', 'access point', 'wireless access point'],
  }),
  c('loadBalancer', 'networkDevice', '负载均衡', 'Load balancer', {
    prefix: 'LB',
    synonyms: ['负载均衡器', 'adc'],
  }),
  c('printer', 'hardware', '打印机', 'Printer', {
    prefix: 'PRN',
    dataBearing: true,
    synonyms: ['复印机', '多功能一体机', '激光打印机', 'printers', 'copier'],
  }),
  c('monitor', 'hardware', '显示器', 'Monitor', {
    prefix: 'MON',
    synonyms: ['显示屏', 'display', 'displays', 'monitors', 'screen'],
  }),
  c('peripheral', 'hardware', '外设', 'Peripheral', {
    prefix: 'PER',
    synonyms: ['外围设备', '键盘', '鼠标', 'keyboards', 'mouse', 'scanner', '扫描仪', '投影仪', 'projector'],
  }),
  c('ups', 'hardware', 'UPS', 'UPS', {
    prefix: 'UPS',
    synonyms: ['不间断电源'],
    fields: { power: int('额定功率', 'Rated power', { zh: 'W', en: 'W' }) },
  }),
  c('pdu', 'hardware', 'PDU', 'PDU', { prefix: 'PDU', synonyms: ['电源分配单元', '机柜插座'] }),
  c('rack', 'hardware', '机柜', 'Rack', {
    prefix: 'RK',
    synonyms: ['机架', 'cabinet', 'racks'],
    fields: { units: int('高度', 'Height', { zh: 'U', en: 'U' }) },
  }),
  c('patchPanel', 'hardware', '配线架', 'Patch panel', {
    prefix: 'PP',
    fields: { ports: int('端口数', 'Ports') },
    synonyms: ['理线架', 'odf', 'patch panels', 'keystone panel'],
  }),
  c('powerPanel', 'hardware', '配电柜', 'Power panel', { prefix: 'PWR', synonyms: ['列头柜', '配电箱'] }),
  c('powerFeed', 'hardware', '供电回路', 'Power feed', {
    prefix: 'FEED',
    fields: {
      voltage: int('电压', 'Voltage', { zh: 'V', en: 'V' }),
      amperage: int('电流', 'Amperage', { zh: 'A', en: 'A' }),
    },
    synonyms: ['电源回路', 'feed'],
  }),
  c('cooling', 'hardware', '空调制冷', 'Cooling', {
    prefix: 'AC',
    synonyms: ['空调', '精密空调', 'air conditioner'],
  }),
  c('camera', 'hardware', '摄像机', 'Camera', {
    prefix: 'CAM',
    synonyms: ['摄像头', '监控', 'cameras', 'cctv'],
  }),
  c('component', 'hardware', '部件', 'Component', {
    prefix: 'CMP',
    dataBearing: true,
    synonyms: ['配件', '备件', '硬盘', '内存条', 'components', 'spare part'],
  }),
  c('software', null, '软件', 'Software', { fields: software, synonyms: ['应用软件'] }),
  c('operatingSystem', 'software', '操作系统', 'Operating system', { prefix: 'OS' }),
  c('database', 'software', '数据库', 'Database', { prefix: 'DB', synonyms: ['数据库系统', 'db'] }),
  c('middleware', 'software', '中间件', 'Middleware', { prefix: 'MW' }),
  c('application', 'software', '应用系统', 'Application', {
    prefix: 'APP',
    synonyms: ['应用', '信息系统', '业务系统'],
  }),
  c('virtual', null, '虚拟资源', 'Virtual'),
  c('cluster', 'virtual', '集群', 'Cluster', { prefix: 'CLU' }),
  c('hypervisor', 'virtual', '虚拟化平台', 'Hypervisor', { prefix: 'HV', synonyms: ['宿主机'] }),
  c('virtualMachine', 'virtual', '虚拟机', 'Virtual machine', {
    prefix: 'VM',
    fields: computing,
    synonyms: ['云主机', 'vm'],
  }),
  c('containerPlatform', 'virtual', '容器平台', 'Container platform', { prefix: 'K8S' }),
  c('service', null, '服务', 'Service'),
  c('businessService', 'service', '业务服务', 'Business service', { prefix: 'BS', synonyms: ['业务'] }),
  c('applicationService', 'service', '应用服务', 'Application service', { prefix: 'AS' }),
  c('network', null, '网络资源', 'Network resource'),
  c('subnet', 'network', '子网', 'Subnet', {
    prefix: 'NETW',
    fields: { prefix: text('网段', 'Prefix', ['cidr']) },
    synonyms: ['网段', 'prefix'],
  }),
  c('vlan', 'network', 'VLAN', 'VLAN', { prefix: 'VLAN', fields: { vid: int('VLAN ID', 'VLAN ID') } }),
  c('vrf', 'network', 'VRF', 'VRF', {
    prefix: 'VRF',
    fields: { rd: text('路由标识', 'Route distinguisher') },
  }),
  c('providerNetwork', 'network', '运营商网络', 'Provider network', { prefix: 'PNET' }),
  c('ipAddress', 'network', 'IP 地址', 'IP address', { prefix: 'IP' }),
  c('circuit', 'network', '线路', 'Circuit', {
    prefix: 'CIR',
    fields: {
      aSide: text('A 端', 'A side'),
      zSide: text('Z 端', 'Z side'),
      commitRate: int('承诺带宽', 'Commit rate', { zh: 'kbps', en: 'kbps' }),
    },
    synonyms: ['专线', '链路'],
  }),
  c('facility', null, '设施及其他固定资产', 'Facilities and other fixed assets'),
  c('furniture', 'facility', '家具', 'Furniture', {
    prefix: 'FUR',
    synonyms: ['办公家具', '桌椅', '办公桌'],
  }),
  c('vehicle', 'facility', '车辆', 'Vehicle', {
    prefix: 'CAR',
    synonyms: ['汽车', '公务车'],
    fields: { plate: text('车牌号', 'Plate number', ['车牌']) },
  }),
  c('otherEquipment', 'facility', '其他设备', 'Other equipment', {
    prefix: 'OTH',
    synonyms: ['其他', '其它', '其他固定资产', 'other', 'misc'],
  }),
  c('consumable', null, '耗材', 'Consumable', {
    prefix: 'CON',
    synonyms: ['消耗品', 'consumables', '易耗品', '硒鼓'],
  }),
];
