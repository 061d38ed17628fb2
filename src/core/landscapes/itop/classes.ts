/** iTop's classes of configuration items in ours. */
export const itemClasses: ReadonlyMap<string, string> = new Map([
  ['Server', 'server'],
  ['NetworkDevice', 'networkDevice'],
  ['PC', 'computer'],
  ['Printer', 'printer'],
  ['Phone', 'peripheral'],
  ['IPPhone', 'peripheral'],
  ['MobilePhone', 'mobile'],
  ['Tablet', 'mobile'],
  ['Peripheral', 'peripheral'],
  ['StorageSystem', 'storage'],
  ['NAS', 'storage'],
  ['TapeLibrary', 'storage'],
  ['SANSwitch', 'switch'],
  ['Enclosure', 'otherEquipment'],
  ['PDU', 'pdu'],
  ['PowerSource', 'powerFeed'],
  ['Farm', 'cluster'],
  ['Hypervisor', 'hypervisor'],
  ['VirtualMachine', 'virtualMachine'],
  ['ContainerCluster', 'containerPlatform'],
  ['DBServer', 'database'],
  ['DatabaseSchema', 'database'],
  ['WebServer', 'middleware'],
  ['Middleware', 'middleware'],
  ['MiddlewareInstance', 'middleware'],
  ['PCSoftware', 'software'],
  ['OtherSoftware', 'software'],
  ['WebApplication', 'application'],
  ['ApplicationSolution', 'applicationService'],
  ['BusinessProcess', 'businessService'],
  ['Subnet', 'subnet'],
  ['VLAN', 'vlan'],
]);

export const items: ReadonlySet<string> = new Set(itemClasses.keys());

/** Fields of an item that name another one, with the relation that they make. `reversed`: the other one is its source. */
export const itemRelations: ReadonlyArray<{
  readonly field: string;
  readonly type: string;
  readonly reversed?: true;
}> = [
  { field: 'system_id', type: 'runsOn' },
  { field: 'dbserver_id', type: 'runsOn' },
  { field: 'webserver_id', type: 'runsOn' },
  { field: 'middleware_id', type: 'runsOn' },
  { field: 'virtualhost_id', type: 'runsOn' },
  { field: 'server_id', type: 'runsOn' },
  { field: 'farm_id', type: 'memberOf' },
  { field: 'powerA_id', type: 'poweredBy' },
  { field: 'powerB_id', type: 'poweredBy' },
  { field: 'powerstart_id', type: 'poweredBy' },
  { field: 'enclosure_id', type: 'contains', reversed: true },
];

/** Classes that only hold links: which fields are their ends, and what relation they make. */
export const linkClasses: ReadonlyMap<
  string,
  {
    readonly source: string;
    readonly target: string;
    readonly type: string;
    readonly ports?: readonly [string, string];
  }
> = new Map([
  [
    'lnkApplicationSolutionToFunctionalCI',
    { source: 'applicationsolution_id', target: 'functionalci_id', type: 'dependsOn' },
  ],
  [
    'lnkApplicationSolutionToBusinessProcess',
    { source: 'businessprocess_id', target: 'applicationsolution_id', type: 'dependsOn' },
  ],
  [
    'lnkConnectableCIToNetworkDevice',
    {
      source: 'connectableci_id',
      target: 'networkdevice_id',
      type: 'connectedTo',
      ports: ['device_port', 'network_port'],
    },
  ],
  ['lnkServerToVolume', { source: 'server_id', target: 'volume_id', type: 'uses' }],
  [
    'lnkSanToDatacenterDevice',
    {
      source: 'datacenterdevice_id',
      target: 'san_id',
      type: 'connectedTo',
      ports: ['datacenterdevice_port', 'san_port'],
    },
  ],
]);

/** Classes of which only the name is kept, in the records that use it. */
export const wordClasses: ReadonlySet<string> = new Set([
  'ContactType',
  'NetworkDeviceType',
  'OSFamily',
  'OSVersion',
  'OSLicence',
  'IOSVersion',
  'DocumentType',
  'SoftwareLicence',
]);

export const statusWords: Readonly<Record<string, string>> = {
  production: 'inUse',
  active: 'inUse',
  implementation: 'inStock',
  stock: 'inStock',
  inactive: 'idle',
  obsolete: 'idle',
};
