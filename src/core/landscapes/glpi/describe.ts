import type { Builder } from '../builder.ts';
import { classByWords } from '../class-of.ts';
import {
  addressOf,
  compact,
  type Fields,
  isFields,
  macOf,
  numberOf,
  own,
  type Plain,
  serialOf,
  textOf,
  uuidOf,
} from '../values.ts';
import { makerKey, modelKey } from './makers.ts';
import { describeNeighbours } from './neighbours.ts';
import { described, partLine } from './parts.ts';
import type { Inventory } from './read.ts';
import { aboutMachine, lists, notKept, single } from './sections.ts';

/** Says of every entry of an inventory what becomes of it: the machine, its parts and what hangs on it. */
export function describeInventory(inventory: Inventory, name: string, builder: Builder): void {
  const { content, deviceId, itemType } = inventory;
  const key = `glpi:${deviceId}`;
  const machineName = ownName(content) ?? deviceId;
  const machine = builder.object(itemType.toLowerCase(), deviceId, machineName);
  const parts: Array<Record<string, Plain>> = [];
  const ports = interfaces(content);
  const className = classOf(itemType, content);
  for (const [section, value] of Object.entries(content)) {
    const path = `${name}: content/${section}`;
    if (typeof value === 'string' || typeof value === 'number') {
      if (single.has(section) || lists.has(section))
        builder.leave(builder.object(section, deviceId), 'LANDSCAPE_SCHEMA', { path, expected: 'object' });
      continue;
    }
    if (isFields(value)) {
      const object = builder.object(section, deviceId);
      if (lists.has(section)) builder.leave(object, 'LANDSCAPE_SCHEMA', { path, expected: 'array' });
      else if (aboutMachine.has(section)) builder.part(object, key);
      else if (single.has(section) && !notKept.has(section)) {
        parts.push(partLine(section, value));
        builder.part(object, key);
      } else builder.leave(object, 'LANDSCAPE_NOT_KEPT', { kind: section });
      continue;
    }
    if (!Array.isArray(value)) {
      builder.leave(builder.object(section, deviceId), 'LANDSCAPE_SCHEMA', { path, expected: 'array' });
      continue;
    }
    if (single.has(section)) {
      builder.leave(builder.object(section, deviceId), 'LANDSCAPE_SCHEMA', { path, expected: 'object' });
      continue;
    }
    value.forEach((entry: unknown, i) => {
      const id = `${deviceId}/${i + 1}`;
      if (!isFields(entry)) {
        const object = builder.object(section, id);
        builder.leave(object, 'LANDSCAPE_SCHEMA', { path: `${path}/${i}`, expected: 'object' });
        return;
      }
      const object = builder.object(
        section,
        id,
        own(entry, 'name') ?? own(entry, 'caption') ?? own(entry, 'ifname'),
      );
      if (notKept.has(section)) builder.leave(object, 'LANDSCAPE_NOT_KEPT', { kind: section });
      else if (!lists.has(section)) builder.leave(object, 'LANDSCAPE_KIND_UNKNOWN', { kind: section });
      else if (section === 'networks') builder.part(object, key);
      else if (section === 'network_ports') {
        builder.part(object, key);
        describeNeighbours(builder, { key, id }, entry);
      } else if (!described(builder, { section, key, id, object, entry, host: ownSerial(content) })) {
        parts.push(partLine(section, entry));
        builder.part(object, key);
      }
    });
  }
  machineThing(builder, { key, object: machine, name: machineName, class: className, content, parts, ports });
}

interface Machine {
  readonly key: string;
  readonly object: number;
  readonly name: string;
  readonly class: string;
  readonly content: Fields;
  readonly parts: ReadonlyArray<Record<string, Plain>>;
  readonly ports: {
    readonly list: ReadonlyArray<Record<string, Plain>>;
    readonly macs: readonly string[];
    readonly ip: string | null;
  };
}

const section = (content: Fields, name: string): Fields => {
  const value = own(content, name);
  return isFields(value) ? value : {};
};

function machineThing(
  builder: Builder,
  { key, object, name, content, parts, ports, ...machine }: Machine,
): void {
  const [bios, hardware, system, device] = ['bios', 'hardware', 'operatingsystem', 'network_device'].map(
    (one) => section(content, one),
  ) as [Fields, Fields, Fields, Fields];
  const maker = makerKey(builder, textOf(own(device, 'manufacturer') ?? own(bios, 'smanufacturer'), 300));
  const model = modelKey(builder, textOf(own(device, 'model') ?? own(bios, 'smodel'), 300), maker);
  const serial = ownSerial(content);
  const uuid = uuidOf(own(hardware, 'uuid'));
  const memory = numberOf(own(hardware, 'memory'));
  const isComputer = ['server', 'desktop', 'laptop', 'mobile', 'computer', 'virtualMachine'].includes(
    machine.class,
  );
  const isNetwork = ['networkDevice', 'router', 'switch', 'firewall', 'wirelessAp', 'loadBalancer'].includes(
    machine.class,
  );
  const deviceMac = macOf(own(device, 'mac'));
  const macs = deviceMac ? [deviceMac, ...ports.macs.filter((mac) => mac !== deviceMac)] : ports.macs;
  const ips = own(device, 'ips');
  const listed = Array.isArray(ips)
    ? ips.map(addressOf).find((ip) => ip !== null && !/^(127\.|::1$)/.test(ip))
    : null;
  builder.thing(object, {
    key,
    entity: 'asset',
    values: {
      name,
      class: machine.class,
      serial,
      uuid,
      hostname: textOf(own(hardware, 'name') ?? own(device, 'name'), 300),
      ip: listed ?? ports.ip,
      mac: macs[0] ?? null,
      interfaces: ports.list.length > 0 ? { list: [...ports.list] } : null,
      parts: parts.length > 0 ? { list: [...parts] } : null,
      ...(isComputer
        ? {
            os: textOf(own(system, 'full_name') ?? own(system, 'name')),
            memory: memory === null ? null : Math.max(1, Math.round(memory / 1024)),
            cpu: wordsOf(own(content, 'cpus'), ['name', 'model']),
            disk: wordsOf(own(content, 'storages'), ['model', 'name']),
          }
        : {}),
      ...(isNetwork ? { firmware: textOf(own(device, 'firmware')) } : {}),
    },
    defaults: { status: 'inUse' },
    refs: { manufacturer: maker, model },
    identity: { serial, uuid, macs, byName: true },
  });
}

function ownName(content: Fields): string | null {
  return textOf(
    own(section(content, 'hardware'), 'name') ?? own(section(content, 'network_device'), 'name'),
    300,
  );
}

function ownSerial(content: Fields): string | null {
  return (
    serialOf(own(section(content, 'bios'), 'ssn')) ??
    serialOf(own(section(content, 'network_device'), 'serial'))
  );
}

function wordsOf(list: unknown, names: readonly string[]): string | null {
  if (!Array.isArray(list)) return null;
  const words = list
    .filter(isFields)
    .map((entry) => names.map((name) => textOf(own(entry, name), 200)).find((word) => word !== null));
  return [...new Set(words.filter((word) => word !== undefined))].join(' + ') || null;
}

function classOf(itemType: string, content: Fields): string {
  const hardware = section(content, 'hardware');
  const device = section(content, 'network_device');
  if (itemType === 'Phone') return 'mobile';
  if (itemType === 'Printer' || own(device, 'type') === 'Printer') return 'printer';
  if (itemType === 'NetworkEquipment' || Object.keys(device).length > 0) {
    const words = [
      textOf(own(device, 'description')),
      textOf(own(device, 'model')),
      textOf(own(device, 'name')),
    ];
    return classByWords(...words) ?? 'networkDevice';
  }
  const vm = textOf(own(hardware, 'vmsystem'));
  if (vm !== null && !/^physical$/i.test(vm)) return 'virtualMachine';
  const byChassis = classByWords(textOf(own(hardware, 'chassis_type')));
  return byChassis !== null && ['laptop', 'server', 'desktop', 'mobile'].includes(byChassis)
    ? byChassis
    : 'computer';
}

/** Adapters that go from machine to machine: their address says nothing about whose it is. */
const movable = /usb|dock|thunderbolt|^en\w*u\d|r8152|ax88|cdc_/i;

function interfaces(content: Fields): Machine['ports'] {
  const byName = new Map<string, Record<string, unknown>>();
  const macs: string[] = [];
  let ip: string | null = null;
  const networks = own(content, 'networks');
  for (const entry of Array.isArray(networks) ? networks.filter(isFields) : []) {
    const name = textOf(own(entry, 'description'), 200) ?? '';
    const mac = macOf(own(entry, 'mac') ?? own(entry, 'macaddr'));
    const address = addressOf(own(entry, 'ipaddress'));
    const loose = own(entry, 'virtualdev') === true || own(entry, 'type') === 'loopback';
    if (
      mac &&
      !loose &&
      !movable.test(`${name} ${textOf(own(entry, 'driver')) ?? ''}`) &&
      !macs.includes(mac)
    )
      macs.push(mac);
    if (!loose && address) ip ??= address;
    const line = byName.get(`${name} ${mac}`) ?? { name, kind: 'interface', type: own(entry, 'type'), mac };
    line.ip ??= address;
    line.ip6 ??= addressOf(own(entry, 'ipaddress6'));
    line.status ??= own(entry, 'status');
    byName.set(`${name} ${mac}`, line);
  }
  const ports = own(content, 'network_ports');
  for (const entry of Array.isArray(ports) ? ports.filter(isFields) : []) {
    const name = textOf(own(entry, 'ifname') ?? own(entry, 'ifdescr'), 200) ?? '';
    const vlans = own(entry, 'vlans');
    const numbers = Array.isArray(vlans)
      ? vlans.filter(isFields).map((one) => textOf(own(one, 'number')))
      : [];
    byName.set(`port ${textOf(own(entry, 'ifnumber')) ?? name}`, {
      name,
      kind: 'interface',
      mac: macOf(own(entry, 'mac')),
      ip: addressOf(own(entry, 'ip')),
      vlan: numbers.join(', '),
      mbps: Math.round((numberOf(own(entry, 'ifspeed')) ?? 0) / 1_000_000) || null,
      status: own(entry, 'ifstatus') === 1 ? 'up' : own(entry, 'ifstatus') === 2 ? 'down' : null,
      description: textOf(own(entry, 'ifalias'), 300),
    });
  }
  const list = [...byName.values()].map(compact).filter((line) => line !== null);
  return { list, macs, ip };
}
