/** Small landscapes of our own, as the source systems write them. */

interface Fixture {
  readonly model: string;
  readonly pk: number;
  readonly fields: Record<string, unknown>;
}

const one = (model: string, pk: number, fields: Record<string, unknown>): Fixture => ({
  model,
  pk,
  fields: { created: '2024-03-05T00:00:00Z', ...fields },
});

export const smallWords = {
  zh: { site: '上海机房', rack: '机柜 A01', tenant: '示例集团', role: '接入交换机', server: '数据库服务器' },
  en: {
    site: 'London DC',
    rack: 'Rack A01',
    tenant: 'Example Group',
    role: 'Access Switch',
    server: 'Database Server',
  },
} as const;

/**
 * A NetBox with one site, a rack of 12 U, a switch, a server and a PDU in it, a virtual machine, cabling, a circuit and
 * addresses. Its own administration is there as well, as in every dump.
 */
export function smallNetbox(language: 'zh' | 'en'): Fixture[] {
  const words = smallWords[language];
  return [
    { model: 'auth.permission', pk: 1, fields: { name: 'Can add log entry', codename: 'add_logentry' } },
    one('dcim.region', 1, { name: language === 'zh' ? '华东' : 'England', parent: null }),
    one('tenancy.tenant', 1, { name: words.tenant }),
    one('dcim.site', 1, {
      name: words.site,
      region: 1,
      status: 'active',
      physical_address: '1 Main\nStreet',
    }),
    one('dcim.rack', 1, { name: words.rack, site: 1, u_height: 12, desc_units: false }),
    one('dcim.rackreservation', 1, { rack: 1, units: [12], description: 'ODF' }),
    one('dcim.manufacturer', 1, { name: 'Huawei' }),
    one('dcim.devicetype', 1, {
      manufacturer: 1,
      model: 'S5735-L48T',
      u_height: '1.0',
      is_full_depth: false,
    }),
    one('dcim.devicetype', 2, { manufacturer: 1, model: '2288H V5', u_height: '2.0', is_full_depth: true }),
    one('dcim.devicetype', 3, { manufacturer: 1, model: 'PDU-8', u_height: '0.0', is_full_depth: false }),
    one('dcim.devicerole', 1, { name: words.role }),
    one('dcim.devicerole', 2, { name: words.server }),
    one('dcim.devicerole', 3, { name: 'PDU' }),
    one('dcim.platform', 1, { name: 'openEuler 22.03' }),
    one('dcim.device', 1, {
      ...{ device_type: 1, role: 1, tenant: 1, name: 'sw-a01', serial: 'SW0001', site: 1, rack: 1 },
      ...{ position: '10.0', face: 'front', status: 'active' },
    }),
    one('dcim.device', 2, {
      ...{
        device_type: 2,
        role: 2,
        tenant: 1,
        name: 'db-01',
        serial: 'SRV0001',
        asset_tag: 'IT-0001',
        site: 1,
      },
      ...{ rack: 1, position: '3.0', face: 'front', status: 'active', platform: 1, primary_ip4: 1 },
    }),
    one('dcim.device', 3, {
      device_type: 3,
      role: 3,
      name: 'pdu-a01',
      serial: '',
      site: 1,
      rack: 1,
      status: 'active',
    }),
    one('dcim.interface', 1, { device: 1, name: 'GE0/0/1', type: '1000base-t' }),
    one('dcim.interface', 2, {
      device: 2,
      name: 'eth0',
      type: '1000base-t',
      mac_address: '00:1a:2b:3c:4d:5e',
    }),
    one('dcim.powerport', 1, { device: 2, name: 'PSU1' }),
    one('dcim.poweroutlet', 1, { device: 3, name: 'Outlet 1' }),
    one('dcim.cable', 1, { type: 'cat6', label: 'C-001' }),
    one('dcim.cable', 2, { type: 'power' }),
    one('dcim.cabletermination', 1, { ...end(1, 'A', 'interface', 1) }),
    one('dcim.cabletermination', 2, { ...end(1, 'B', 'interface', 2) }),
    one('dcim.cabletermination', 3, { ...end(2, 'A', 'powerport', 1) }),
    one('dcim.cabletermination', 4, { ...end(2, 'B', 'poweroutlet', 1) }),
    one('virtualization.cluster', 1, { name: 'cluster-1', status: 'active' }),
    one('virtualization.virtualmachine', 1, {
      name: 'app-01',
      cluster: 1,
      status: 'active',
      memory: 8192,
      vcpus: 4,
    }),
    one('ipam.vlan', 1, { vid: 10, name: 'Office', site: 1, status: 'active' }),
    one('ipam.prefix', 1, { prefix: '10.0.0.0/8', status: 'container' }),
    one('ipam.prefix', 2, { prefix: '10.1.0.0/24', vlan: 1, site: 1, status: 'active' }),
    one('ipam.ipaddress', 1, {
      ...{ address: '10.1.0.5/24', status: 'active', dns_name: 'db-01.example' },
      ...{ assigned_object_type: ['dcim', 'interface'], assigned_object_id: 2 },
    }),
    one('circuits.provider', 1, { name: 'Telecom' }),
    one('circuits.circuit', 1, { cid: 'LINE-77', provider: 1, status: 'active', commit_rate: 100000 }),
    one('circuits.circuittermination', 1, { circuit: 1, term_side: 'A', site: 1 }),
  ];
}

function end(cable: number, side: 'A' | 'B', kind: string, id: number) {
  return { cable, cable_end: side, termination_type: ['dcim', kind], termination_id: id };
}

/** The same switch and server as NetBox's API writes them, with nested objects. */
export function netboxPage() {
  const url = (path: string) => `https://netbox.example/api/dcim/${path}/`;
  const site = { id: 1, url: url('sites/1'), name: 'London DC' };
  const type = { id: 1, url: url('device-types/1'), model: 'S5735-L48T' };
  const role = { id: 1, url: url('device-roles/1'), name: 'Access Switch' };
  const status = { value: 'active', label: 'Active' };
  const device = {
    id: 1,
    url: url('devices/1'),
    name: 'sw-a01',
    serial: 'SW0001',
    device_type: type,
    role,
    site,
    status,
  };
  const cable = {
    id: 9,
    url: url('cables/9'),
    a_terminations: [{ object_type: 'dcim.interface', object_id: 1 }],
    b_terminations: [{ object_type: 'dcim.interface', object_id: 2 }],
  };
  const port = (id: number, of: number, name: string) => ({
    id,
    url: url(`interfaces/${id}`),
    name,
    device: { id: of, url: url(`devices/${of}`) },
    type: { value: '1000base-t', label: '1000BASE-T' },
  });
  const results = [
    site,
    { ...type, manufacturer: null, u_height: 1 },
    role,
    device,
    { ...device, id: 2, url: url('devices/2'), name: 'sw-a02', serial: 'SW0002' },
    port(1, 1, 'GE0/0/1'),
    port(2, 2, 'GE0/0/2'),
    cable,
  ];
  return { count: results.length, next: null, previous: null, results };
}

export interface InventoryWords {
  readonly name: string;
  readonly serial: string;
  readonly uuid: string;
  readonly mac: string;
}

/** What an agent reports of a laptop with a disk, a monitor, software and a printer without a serial number. */
export function inventory(deviceid: string, { name, serial, uuid, mac }: InventoryWords) {
  return {
    deviceid,
    action: 'inventory',
    itemtype: 'Computer',
    content: {
      versionclient: 'agent 1.0',
      hardware: { name, uuid, chassis_type: 'Laptop', memory: 16384, vmsystem: 'Physical' },
      bios: { ssn: serial, smanufacturer: 'Lenovo', smodel: 'ThinkPad X1' },
      operatingsystem: { full_name: 'Windows 11' },
      networks: [
        { description: 'lo', type: 'loopback', mac: '00:00:00:00:00:00', ipaddress: '127.0.0.1' },
        { description: 'Ethernet', type: 'ethernet', mac, ipaddress: '10.1.0.20', virtualdev: false },
      ],
      monitors: [{ caption: 'U2720Q', serial: `MON-${serial}`, manufacturer: 'Dell' }],
      printers: [{ name: 'PDF Writer' }],
      softwares: [{ name: '7-Zip', publisher: 'Igor Pavlov', version: '24.09' }],
      storages: [{ name: 'sda', model: 'PM981', serial: `DISK-${serial}`, disksize: 512000 }],
      cpus: [{ name: 'Intel i7-1260P', core: 12 }],
    },
  };
}

/** A switch with a neighbour that told its name, and an address behind another port. */
export const networkEquipment = {
  deviceid: 'sw-core-2024',
  action: 'netinventory',
  itemtype: 'NetworkEquipment',
  content: {
    network_device: {
      name: 'sw-core',
      serial: 'CORE1',
      model: 'S6730 Switch',
      manufacturer: 'Huawei',
      mac: '28:6e:d4:00:00:01',
    },
    network_ports: [
      {
        ...{ ifname: 'XGE0/0/1', ifnumber: 1, ifstatus: 1, lldp: true },
        connections: [{ sysname: 'sw-a01', ifdescr: 'GE0/0/24', model: 'S5735', sysdescr: 'Switch' }],
      },
      { ifname: 'XGE0/0/2', ifnumber: 2, connections: [{ mac: '00:1a:2b:3c:4d:5e' }] },
      { ifname: 'XGE0/0/3', ifnumber: 3, connections: [{ mac: '00:99:99:99:99:99' }] },
    ],
  },
};

/** An iTop's servers, its virtual machines and a solution on them, in one set. */
export function smallItop(): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Set>
<Organization alias="Organization" id="3"><name>示例 &amp; Co</name><code>EX</code></Organization>
<Location alias="Location" id="1"><name>北京</name><org_id>3</org_id><city>Beijing</city></Location>
<Rack alias="Rack" id="1"><name>R1</name><location_id>1</location_id><nb_u>42</nb_u></Rack>
<Server alias="Server" id="2"><name>srv-2</name><org_id>3</org_id><location_id>1</location_id><rack_id>1</rack_id>
<serialnumber>ABC-2</serialnumber><business_criticity>high</business_criticity><status>production</status>
<brand_id>77</brand_id><managementip>10.0.0.2</managementip></Server>
<Hypervisor alias="Hypervisor" id="9"><name>esx-9</name><server_id>2</server_id><status>production</status></Hypervisor>
<VirtualMachine alias="VirtualMachine" id="12"><name>vm-12</name><virtualhost_id>9</virtualhost_id></VirtualMachine>
<ApplicationSolution alias="ApplicationSolution" id="27"><name>CRM</name><status>active</status></ApplicationSolution>
<lnkApplicationSolutionToFunctionalCI alias="l" id="4"><applicationsolution_id>27</applicationsolution_id><functionalci_id>12</functionalci_id></lnkApplicationSolutionToFunctionalCI>
<lnkApplicationSolutionToFunctionalCI alias="l" id="5"><applicationsolution_id>27</applicationsolution_id><functionalci_id>99</functionalci_id></lnkApplicationSolutionToFunctionalCI>
<ContactType alias="ContactType" id="1"><name>Manager</name></ContactType>
<WeirdThing alias="WeirdThing" id="1"><name>?</name></WeirdThing>
</Set>`;
}
