/** What the parts of an inventory are; see inventory.schema.json of glpi-project/inventory_format. */

/** Sections that hold one structure. */
export const single = new Set([
  'accesslog',
  'bios',
  'hardware',
  'operatingsystem',
  'versionprovider',
  'network_device',
  'pagecounters',
]);

/** Sections that hold a list. */
export const lists = new Set([
  'antivirus',
  'batteries',
  'cameras',
  'cartridges',
  'controllers',
  'cpus',
  'databases_services',
  'drives',
  'envs',
  'firewalls',
  'firmwares',
  'inputs',
  'licenseinfos',
  'local_groups',
  'local_users',
  'logical_volumes',
  'memories',
  'modems',
  'monitors',
  'network_components',
  'network_ports',
  'networks',
  'physical_volumes',
  'ports',
  'powersupplies',
  'printers',
  'processes',
  'remote_mgmt',
  'sensors',
  'simcards',
  'slots',
  'softwares',
  'sounds',
  'storages',
  'usbdevices',
  'users',
  'videos',
  'virtualmachines',
  'volume_groups',
]);

/** Facts about the machine itself. */
export const aboutMachine = new Set(['bios', 'hardware', 'operatingsystem', 'network_device']);

/** Of the agent, or gone with the next start: nothing for a register. */
export const notKept = new Set([
  'accesslog',
  'versionprovider',
  'envs',
  'processes',
  'local_groups',
  'local_users',
]);
