import type { Label } from '../../model/index.ts';

const both = (zh: string, en: string): Label => ({ zh, en });

/** The invented company whose register the sample is. */
export const company = both('澄光精密仪器有限公司', 'Northmoor Instruments Ltd');
export const registerName = both('澄光精密仪器资产台账（示例）', 'Northmoor Instruments register (sample)');
export const mailDomain = 'northmoor.example';

/** Departments; `parts` in names.ts refers to them by number. */
export const departments: readonly Label[] = [
  both('总经办', 'Management'),
  both('信息中心', 'IT'),
  both('资产管理处', 'Asset management'),
  both('财务部', 'Finance'),
  both('审计部', 'Internal audit'),
  both('研发一部', 'Research and development 1'),
  both('研发二部', 'Research and development 2'),
  both('生产制造部', 'Manufacturing'),
  both('质量部', 'Quality'),
  both('行政部', 'Administration'),
  both('人力资源部', 'Human resources'),
  both('市场销售部', 'Sales and marketing'),
  both('采购部', 'Purchasing'),
  both('客户服务部', 'Customer service'),
];

/** Departments with teams under them. */
export const teams: ReadonlyArray<readonly [parent: number, name: Label]> = [
  [1, both('基础设施组', 'Infrastructure')],
  [1, both('应用开发组', 'Application development')],
  [1, both('桌面支持组', 'Desktop support')],
  [5, both('光学设计组', 'Optical design')],
  [5, both('嵌入式组', 'Embedded systems')],
  [6, both('算法组', 'Algorithms')],
  [7, both('装配车间', 'Assembly shop')],
  [7, both('机加车间', 'Machining shop')],
];

export interface SitePlan {
  readonly name: Label;
  readonly code: string;
  readonly address: Label;
  /** Buildings with their floors and rooms a floor. */
  readonly buildings: ReadonlyArray<{ name: Label; floors: number; rooms: number }>;
}

export const sites: readonly SitePlan[] = [
  {
    name: both('总部园区', 'Harbour Campus'),
    code: 'HQ',
    address: both('滨江大道 100 号', '100 Harbour Road'),
    buildings: [
      { name: both('1号楼', 'Building 1'), floors: 6, rooms: 5 },
      { name: both('2号楼', 'Building 2'), floors: 4, rooms: 5 },
      { name: both('3号楼', 'Building 3'), floors: 3, rooms: 3 },
    ],
  },
  {
    name: both('东湖工厂', 'Mill Lane Plant'),
    code: 'PL',
    address: both('东湖工业区 8 号', '8 Mill Lane'),
    buildings: [
      { name: both('办公楼', 'Office block'), floors: 3, rooms: 4 },
      { name: both('一号厂房', 'Hall 1'), floors: 1, rooms: 6 },
    ],
  },
  {
    name: both('西部分公司', 'West Office'),
    code: 'WO',
    address: both('天府路 66 号', '66 Castle Street'),
    buildings: [{ name: both('写字楼', 'Tower'), floors: 2, rooms: 4 }],
  },
];

export const roomNames: readonly Label[] = [
  both('办公室', 'Office'),
  both('会议室', 'Meeting room'),
  both('实验室', 'Laboratory'),
  both('开放办公区', 'Open-plan office'),
  both('资料室', 'Archive'),
  both('工作间', 'Workshop'),
];

export const suppliers: readonly Label[] = [
  both('华信达科技发展有限公司', 'Bridgewell Technology Supply'),
  both('金石云集成有限公司', 'Stonecloud Integration'),
  both('远航办公设备商行', 'Farway Office Supplies'),
  both('北辰网络工程有限公司', 'Polaris Networks'),
  both('瑞通融资租赁有限公司', 'Rowan Leasing'),
];

export const serviceProviders: readonly Label[] = [
  both('安维信技术服务有限公司', 'Anvil Technical Services'),
  both('净盾数据安全服务有限公司', 'Cleanshield Data Erasure'),
  both('绿源再生资源有限公司', 'Greenwell Recycling'),
];

/** What the business does with it all, the applications under each service. */
export const services: ReadonlyArray<{ name: Label; applications: readonly Label[]; critical: boolean }> = [
  {
    name: both('安全与运维', 'Security and operations'),
    critical: true,
    applications: [
      both('统一身份认证', 'Identity service'),
      both('监控告警平台', 'Monitoring'),
      both('日志审计', 'Log audit'),
      both('备份管理', 'Backup management'),
    ],
  },
  {
    name: both('订单与交付', 'Orders and delivery'),
    critical: true,
    applications: [
      both('ERP 系统', 'ERP'),
      both('订单门户', 'Order portal'),
      both('仓储管理系统', 'Warehouse management'),
    ],
  },
  {
    name: both('生产制造', 'Manufacturing'),
    critical: true,
    applications: [
      both('MES 制造执行系统', 'Manufacturing execution'),
      both('设备数据采集', 'Machine data collection'),
      both('质量追溯系统', 'Quality tracing'),
    ],
  },
  {
    name: both('产品研发', 'Product development'),
    critical: false,
    applications: [
      both('PLM 产品数据管理', 'Product lifecycle management'),
      both('代码仓库', 'Source repository'),
      both('仿真计算平台', 'Simulation platform'),
    ],
  },
  {
    name: both('财务核算', 'Accounting'),
    critical: true,
    applications: [
      both('财务系统', 'General ledger'),
      both('费用报销', 'Expenses'),
      both('资金管理', 'Treasury'),
    ],
  },
  {
    name: both('客户服务', 'Customer service'),
    critical: false,
    applications: [
      both('CRM 客户关系', 'Customer relations'),
      both('呼叫中心', 'Call centre'),
      both('官方网站', 'Web site'),
    ],
  },
  {
    name: both('协同办公', 'Collaboration'),
    critical: false,
    applications: [
      both('OA 办公系统', 'Workflow'),
      both('邮件系统', 'Mail'),
      both('文件共享', 'File shares'),
      both('视频会议', 'Video meetings'),
    ],
  },
  {
    name: both('人力资源', 'Human resources'),
    critical: false,
    applications: [both('人事系统', 'Personnel'), both('考勤门禁', 'Time and access')],
  },
];
