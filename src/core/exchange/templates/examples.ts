import type { Catalogue } from '../../../model/catalogue.ts';
import type { ImportEntity, ImportTarget } from '../../../model/import-targets.ts';
import type { Label, Language } from '../../../model/index.ts';

type Example = string | number | Label;

const both = (zh: string, en: string): Label => ({ zh, en });

/** What a filled row looks like. Money in minor units. */
const examples: Readonly<Record<string, Readonly<Record<string, Example>>>> = {
  asset: {
    name: both('核心数据库服务器', 'Core database server'),
    class: both('服务器', 'Server'),
    status: both('在用', 'In use'),
    model: 'PowerEdge R760',
    modelNo: 'R760-16C',
    manufacturer: both('戴尔', 'Dell'),
    serial: 'CN0012345678',
    location: both('总部 / 1号楼 / 机房A', 'HQ / Building 1 / Room A'),
    rackUnit: 12,
    user: both('王丽', 'Nora Field'),
    custodian: both('李明', 'Sam Archer'),
    department: both('信息中心', 'IT'),
    managingDepartment: both('资产管理处', 'Asset office'),
    owner: both('本公司', 'Our company'),
    kind: both('固定资产', 'Fixed asset'),
    quantity: 1,
    unit: both('台', 'piece'),
    purchaseDate: '2024-03-05',
    bookingDate: '2024-03-20',
    inServiceDate: '2024-03-08',
    cost: 5_600_000,
    tax: 728_000,
    currency: both('人民币', 'CNY'),
    supplier: both('某某科技有限公司', 'Example Supplies Ltd'),
    orderNo: 'PO-2024-0031',
    invoiceNo: '24442000000012345678',
    ledgerNo: '0200000123',
    gbCode: 'A02010104',
    warrantyEnd: '2027-03-04',
    usefulLife: 60,
    salvageRate: 5,
    depreciationMethod: both('平均年限法', 'Straight line'),
    ip: '10.0.1.12',
    mac: '00:1A:2B:3C:4D:5E',
    hostname: 'db-core-01',
    formerTags: 'OLD-0001',
    eolDate: '2029-03-04',
    notes: both('双电源', 'Two power supplies'),
    cpu: 'Xeon Gold 6430 × 2',
    memory: 256,
    disk: '8 × 1.92 TB SSD',
    os: 'Ubuntu 24.04',
    capacity: 100,
    ports: 48,
    firmware: '7.10',
    power: 800,
    units: 2,
    version: '19c',
    edition: 'Enterprise',
    plate: both('京A·12345', 'LX24 ABC'),
  },
  relation: {
    type: both('运行于', 'Runs on'),
    target: 'HF-SRV-00001',
    sourcePort: 'eth0',
    targetPort: 'Gi1/0/1',
    notes: both('主用线路', 'Main line'),
  },
  location: {
    code: 'B1-301',
    parent: both('总部 / 1号楼', 'HQ / Building 1'),
    kind: both('房间', 'Room'),
    address: both('中山路 1 号', '1 High Street'),
  },
  department: { code: 'D-01', parent: both('总公司', 'Head office') },
  person: {
    number: '00123',
    username: 'nfield',
    email: 'n.field@example.com',
    phone: '13800000000',
    department: both('信息中心', 'IT'),
    title: both('工程师', 'Engineer'),
  },
  organisation: { code: 'S-001', phone: '010-12345678', email: 'sales@example.com' },
  productModel: { number: 'R760-16C', manufacturer: both('戴尔', 'Dell') },
  contract: {
    name: both('服务器三年维保', 'Three years of server support'),
    supplier: both('某某科技有限公司', 'Example Supplies Ltd'),
    start: '2024-03-05',
    end: '2027-03-04',
    amount: 3_000_000,
    currency: both('人民币', 'CNY'),
  },
  licence: {
    manufacturer: both('微软', 'Microsoft'),
    supplier: both('某某科技有限公司', 'Example Supplies Ltd'),
    key: 'XXXXX-XXXXX-XXXXX',
    seats: 100,
    end: '2027-03-04',
    cost: 1_200_000,
    currency: both('人民币', 'CNY'),
  },
};

/** The example value of a column; a choice's first word where no other is given. */
export function exampleOf(
  catalogue: Catalogue,
  entity: ImportEntity,
  className: string | null,
  { key, field }: ImportTarget,
  choices: readonly string[],
  language: Language,
): string | number | null {
  const def = catalogue.classOf(className);
  if (entity === 'asset' && key === 'class' && def) return def.label[language];
  if (entity === 'asset' && key === 'name' && def) return `${def.label[language]} 01`;
  const given = examples[entity]?.[key];
  const value = typeof given === 'object' ? given[language] : given;
  if (field?.type === 'choice' || field?.type === 'boolean')
    return value !== undefined && choices.includes(String(value)) ? value : (choices[0] ?? null);
  return value ?? null;
}
