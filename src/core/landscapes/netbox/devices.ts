import type { Value } from '../../../model/types.ts';
import type { Builder } from '../builder.ts';
import { classByWords } from '../class-of.ts';
import {
  addressOf,
  compact,
  macOf,
  numberOf,
  own,
  type Plain,
  serialOf,
  textOf,
  uuidOf,
  wholeOf,
} from '../values.ts';
import { statusOf } from './kinds.ts';
import { notesOf, placeOf } from './places.ts';
import { choiceOf, idOf, keyOf, type NetboxObject, type NetboxSource } from './source.ts';

/** Kinds of ports, with what each is called in the list of a device's ports. */
export const portKinds: Readonly<Record<string, string>> = {
  'dcim.interface': 'interface',
  'dcim.frontport': 'front',
  'dcim.rearport': 'rear',
  'dcim.powerport': 'power',
  'dcim.poweroutlet': 'outlet',
  'dcim.consoleport': 'console',
  'dcim.consoleserverport': 'consoleServer',
  'dcim.modulebay': 'moduleBay',
  'dcim.devicebay': 'deviceBay',
  'virtualization.vminterface': 'interface',
};

/** Ports by the device or machine that has them. */
export type Ports = ReadonlyMap<NetboxObject, ReadonlyArray<Record<string, Plain>>>;

export interface PortTable {
  readonly ports: Ports;
  readonly macs: ReadonlyMap<NetboxObject, readonly string[]>;
}

export function portsOf(source: NetboxSource, builder: Builder): PortTable {
  const ports = new Map<NetboxObject, Array<Record<string, Plain>>>();
  const macs = new Map<NetboxObject, string[]>();
  const addresses = macAddresses(source, builder);
  for (const [kind, word] of Object.entries(portKinds)) {
    for (const port of source.all(kind)) {
      const owner = ownerOf(source, port);
      if (!owner) {
        builder.leave(port.object, 'LANDSCAPE_END_MISSING', { what: 'device' });
        continue;
      }
      builder.part(port.object, keyOf(owner));
      const mac = macOf(own(port.fields, 'mac_address')) ?? addresses.get(`${kind}:${port.id}`) ?? null;
      if (mac) push(macs, owner, mac);
      const line = compact({
        name: textOf(own(port.fields, 'name'), 200),
        kind: word,
        type: choiceOf(own(port.fields, 'type')),
        mac,
        mode: choiceOf(own(port.fields, 'mode')),
        disabled: own(port.fields, 'enabled') === false ? true : null,
        draw: numberOf(own(port.fields, 'maximum_draw')),
        rear: textOf(own(source.of(port, 'rear_port', 'dcim.rearport')?.fields ?? {}, 'name')),
        description: textOf(own(port.fields, 'description'), 300),
      });
      if (line) push(ports, owner, line);
    }
  }
  return { ports, macs };
}

/** Since 4.2 a MAC address is an object of its own. */
function macAddresses(source: NetboxSource, builder: Builder): Map<string, string> {
  const found = new Map<string, string>();
  for (const one of source.all('dcim.macaddress')) {
    const kind = source.contentType(own(one.fields, 'assigned_object_type'));
    const port = kind === null ? null : source.get(kind, idOf(own(one.fields, 'assigned_object_id')));
    const owner = port && ownerOf(source, port);
    const mac = macOf(own(one.fields, 'mac_address'));
    if (!port || !owner || !mac) builder.leave(one.object, 'LANDSCAPE_END_MISSING', { what: 'interface' });
    else {
      builder.part(one.object, keyOf(owner));
      found.set(`${port.kind}:${port.id}`, mac);
    }
  }
  return found;
}

export function ownerOf(source: NetboxSource, port: NetboxObject): NetboxObject | null {
  return (
    source.of(port, 'device', 'dcim.device') ??
    source.of(port, 'virtual_machine', 'virtualization.virtualmachine')
  );
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

const wordOf = (one: NetboxObject | null): string | null =>
  one ? textOf(own(one.fields, 'name'), 200) : null;

/** Devices with their place in the rack; modules and inventory items as components of them. */
export function devices(source: NetboxSource, builder: Builder, { ports, macs }: PortTable): void {
  for (const device of source.all('dcim.device')) {
    const { fields } = device;
    const type = source.of(device, 'device_type', 'dcim.devicetype');
    if (!type && own(fields, 'device_type') === undefined) {
      builder.leave(device.object, 'LANDSCAPE_OBJECT_SHAPE', { field: 'device_type' });
      continue;
    }
    const role = wordOf(
      source.of(device, 'role', 'dcim.devicerole') ?? source.of(device, 'device_role', 'dcim.devicerole'),
    );
    const model = type ? textOf(own(type.fields, 'model'), 300) : null;
    const list = ports.get(device);
    const className =
      classByWords(role, model) ?? (list?.some(isInterface) ? 'networkDevice' : 'otherEquipment');
    const rack = source.of(device, 'rack', 'dcim.rack');
    const place = rack ?? placeOf(source, device);
    const tenant = source.of(device, 'tenant', 'tenancy.tenant');
    const maker = type && source.of(type, 'manufacturer', 'dcim.manufacturer');
    const name = textOf(own(fields, 'name'), 300);
    const serial = serialOf(own(fields, 'serial'));
    const platform = wordOf(source.of(device, 'platform', 'dcim.platform'));
    builder.thing(device.object, {
      key: keyOf(device),
      entity: 'asset',
      values: {
        name: name ?? model ?? `device ${device.id}`,
        class: className,
        status: statusOf(choiceOf(own(fields, 'status'))),
        tag: textOf(own(fields, 'asset_tag'), 200),
        serial,
        category: role,
        hostname: name !== null && /^[\w.-]+$/.test(name) ? name : null,
        ip: primaryIp(source, device),
        mac: macs.get(device)?.[0] ?? null,
        interfaces: list ? { list: [...list] } : null,
        notes: notesOf(device),
        ...platformField(className, platform),
        ...inRack(device, rack, type),
      },
      refs: {
        location: place && keyOf(place),
        model: type && keyOf(type),
        manufacturer: maker && keyOf(maker),
        owner: tenant && keyOf(tenant),
      },
      identity: { serial, macs: macs.get(device), byName: name !== null },
    });
  }
  components(source, builder);
}

const isInterface = (port: Record<string, Plain>): boolean => port.kind === 'interface';

const computers = new Set(['server', 'desktop', 'laptop', 'virtualMachine', 'mobile']);
const network = new Set(['networkDevice', 'router', 'switch', 'firewall', 'wirelessAp', 'loadBalancer']);

function platformField(className: string, platform: string | null): Record<string, string | null> {
  if (computers.has(className)) return { os: platform };
  return network.has(className) ? { firmware: platform } : {};
}

function inRack(
  device: NetboxObject,
  rack: NetboxObject | null,
  type: NetboxObject | null,
): Record<string, Value> {
  const unit = rack ? wholeOf(Math.floor(numberOf(own(device.fields, 'position')) ?? 0), 1, 100) : null;
  if (unit === null) return {};
  const height = type ? numberOf(own(type.fields, 'u_height')) : null;
  const deep = type !== null && own(type.fields, 'is_full_depth') === true;
  const face = choiceOf(own(device.fields, 'face'));
  return {
    rackUnit: unit,
    rackHeight: Math.max(1, Math.ceil(height ?? 1)),
    rackFace: deep ? 'both' : face === 'rear' ? 'rear' : 'front',
  };
}

export function primaryIp(source: NetboxSource, one: NetboxObject): string | null {
  for (const field of ['primary_ip4', 'primary_ip6', 'primary_ip']) {
    const nested = own(one.fields, field);
    const known = source.of(one, field, 'ipam.ipaddress')?.fields ?? nested;
    const address =
      typeof known === 'object' && known !== null ? addressOf(own(known as never, 'address')) : null;
    if (address !== null) return address;
  }
  return null;
}

function components(source: NetboxSource, builder: Builder): void {
  for (const kind of ['dcim.module', 'dcim.inventoryitem']) {
    for (const one of source.all(kind)) {
      const device = source.of(one, 'device', 'dcim.device');
      if (!device) {
        builder.leave(one.object, 'LANDSCAPE_END_MISSING', { what: 'device' });
        continue;
      }
      const type = source.of(one, 'module_type', 'dcim.moduletype');
      const bay = wordOf(source.of(one, 'module_bay', 'dcim.modulebay'));
      const maker = source.of(one, 'manufacturer', 'dcim.manufacturer');
      const model = type ? textOf(own(type.fields, 'model'), 300) : null;
      const serial = serialOf(own(one.fields, 'serial'));
      builder.thing(one.object, {
        key: keyOf(one),
        entity: 'asset',
        values: {
          name: textOf(own(one.fields, 'name'), 300) ?? [model, bay].filter(Boolean).join(' · '),
          class: 'component',
          status: statusOf(choiceOf(own(one.fields, 'status'))),
          tag: textOf(own(one.fields, 'asset_tag'), 200),
          serial,
          notes: notesOf(one),
        },
        refs: { model: type && keyOf(type), manufacturer: maker && keyOf(maker) },
        identity: { serial },
      });
      inside(builder, one.object, keyOf(device), keyOf(one), bay);
    }
  }
  for (const bay of source.all('dcim.devicebay')) {
    const host = source.of(bay, 'device', 'dcim.device');
    const child = source.of(bay, 'installed_device', 'dcim.device');
    if (host && child) inside(builder, bay.object, keyOf(host), keyOf(child), wordOf(bay));
  }
}

function inside(builder: Builder, object: number, outer: string, inner: string, bay: string | null): void {
  const values = { sourcePort: bay };
  builder.link(object, { key: `${inner}#in`, type: 'contains', source: outer, target: inner, values });
}

/** Virtual machines, what they run on, and who belongs together. */
export function virtual(source: NetboxSource, builder: Builder, { ports, macs }: PortTable): void {
  for (const cluster of source.all('virtualization.cluster')) {
    const type = wordOf(source.of(cluster, 'type', 'virtualization.clustertype'));
    const site = placeOf(source, cluster) ?? source.get('dcim.site', idOf(own(cluster.fields, 'scope')));
    const tenant = source.of(cluster, 'tenant', 'tenancy.tenant');
    builder.thing(cluster.object, {
      key: keyOf(cluster),
      entity: 'asset',
      values: {
        name: wordOf(cluster),
        class: 'cluster',
        category: type,
        status: statusOf(choiceOf(own(cluster.fields, 'status'))),
        notes: notesOf(cluster),
      },
      refs: { location: site && keyOf(site), owner: tenant && keyOf(tenant) },
      identity: { byName: true },
    });
  }
  for (const chassis of source.all('dcim.virtualchassis')) {
    const values = { name: wordOf(chassis), class: 'cluster', category: 'Virtual chassis', status: 'inUse' };
    builder.thing(chassis.object, {
      key: keyOf(chassis),
      entity: 'asset',
      values,
      identity: { byName: true },
    });
  }
  for (const device of source.all('dcim.device')) {
    for (const [field, kind] of [
      ['cluster', 'virtualization.cluster'],
      ['virtual_chassis', 'dcim.virtualchassis'],
    ] as const) {
      const whole = source.of(device, field, kind);
      if (whole)
        builder.link(device.object, {
          key: `${keyOf(device)}#${field}`,
          type: 'memberOf',
          source: keyOf(device),
          target: keyOf(whole),
        });
    }
  }
  for (const vm of source.all('virtualization.virtualmachine')) machine(source, builder, vm, ports, macs);
}

function machine(
  source: NetboxSource,
  builder: Builder,
  vm: NetboxObject,
  ports: Ports,
  macs: PortTable['macs'],
): void {
  const { fields } = vm;
  const cluster = source.of(vm, 'cluster', 'virtualization.cluster');
  const host = source.of(vm, 'device', 'dcim.device');
  const tenant = source.of(vm, 'tenant', 'tenancy.tenant');
  const site = placeOf(source, vm) ?? (cluster && placeOf(source, cluster));
  const memory = numberOf(own(fields, 'memory'));
  const cpus = numberOf(own(fields, 'vcpus'));
  const disk = numberOf(own(fields, 'disk'));
  const list = ports.get(vm);
  const name = wordOf(vm);
  builder.thing(vm.object, {
    key: keyOf(vm),
    entity: 'asset',
    values: {
      name,
      class: 'virtualMachine',
      status: statusOf(choiceOf(own(fields, 'status'))),
      category: wordOf(source.of(vm, 'role', 'dcim.devicerole')),
      os: wordOf(source.of(vm, 'platform', 'dcim.platform')),
      cpu: cpus === null ? null : `${cpus} vCPU`,
      memory: memory === null ? null : Math.max(1, Math.round(memory / 1024)),
      disk: disk === null ? null : `${disk} GB`,
      ip: primaryIp(source, vm),
      mac: macs.get(vm)?.[0] ?? null,
      hostname: name !== null && /^[\w.-]+$/.test(name) ? name : null,
      interfaces: list ? { list: [...list] } : null,
      serial: serialOf(own(fields, 'serial')),
      notes: notesOf(vm),
    },
    refs: { location: site && keyOf(site), owner: tenant && keyOf(tenant) },
    identity: { uuid: uuidOf(own(fields, 'uuid')), macs: macs.get(vm), byName: true },
  });
  const runsOn = host ?? cluster;
  if (runsOn)
    builder.link(vm.object, {
      key: `${keyOf(vm)}#runsOn`,
      type: 'runsOn',
      source: keyOf(vm),
      target: keyOf(runsOn),
    });
}
