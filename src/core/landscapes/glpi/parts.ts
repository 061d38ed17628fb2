import { foldText } from '../../store/text.ts';
import type { Builder } from '../builder.ts';
import { compact, type Fields, numberOf, own, type Plain, serialOf, textOf, uuidOf } from '../values.ts';
import { makerKey, modelKey } from './makers.ts';

export interface Part {
  readonly section: string;
  /** Key of the machine. */
  readonly key: string;
  readonly id: string;
  readonly object: number;
  readonly entry: Fields;
  /** Serial number of the machine: a part that repeats it has none of its own. */
  readonly host: string | null;
}

/**
 * Makes a record of a part that has a life of its own: a monitor, a disk, software, a virtual machine. Answers whether it did;
 * others are lines in the machine's record.
 */
export function described(builder: Builder, part: Part): boolean {
  switch (part.section) {
    case 'softwares':
      return software(builder, part);
    case 'databases_services':
      return software(builder, part);
    case 'virtualmachines':
      return virtualMachine(builder, part);
    case 'monitors':
      return beside(builder, part, 'monitor');
    case 'printers':
      return beside(builder, part, 'printer');
    case 'storages':
    case 'network_components':
      return inside(builder, part);
    default:
      return false;
  }
}

function software(builder: Builder, { key, object, entry, section }: Part): boolean {
  const name = textOf(own(entry, 'name'), 300);
  if (name === null) {
    builder.leave(object, 'LANDSCAPE_NO_IDENTITY');
    return true;
  }
  const maker = makerKey(builder, textOf(own(entry, 'publisher') ?? own(entry, 'manufacturer'), 300));
  const product = `glpi:software:${foldText(name)}`;
  builder.thing(object, {
    key: product,
    entity: 'asset',
    values: { name, class: section === 'softwares' ? 'software' : 'database' },
    defaults: { status: 'inUse' },
    refs: { manufacturer: maker },
    identity: { byName: true },
  });
  const notes = textOf(own(entry, 'version'), 200);
  builder.link(object, {
    key: `${key}#${product}`,
    type: 'installedOn',
    source: product,
    target: key,
    values: { notes },
  });
  return true;
}

function virtualMachine(builder: Builder, { key, object, entry, id }: Part): boolean {
  const name = textOf(own(entry, 'name'), 300);
  const uuid = uuidOf(own(entry, 'uuid'));
  const machine = `glpi:vm:${uuid ?? id}`;
  const memory = numberOf(own(entry, 'memory'));
  builder.thing(object, {
    key: machine,
    entity: 'asset',
    values: {
      name: name ?? uuid,
      class: 'virtualMachine',
      category: textOf(own(entry, 'vmtype') ?? own(entry, 'subsystem') ?? own(entry, 'image'), 200),
      uuid,
      memory: memory === null ? null : Math.max(1, Math.round(memory / 1024)),
    },
    defaults: {
      status: own(entry, 'status') === 'off' || own(entry, 'status') === 'shutdown' ? 'idle' : 'inUse',
    },
    identity: { uuid },
  });
  builder.link(object, { key: `${machine}#runsOn`, type: 'runsOn', source: machine, target: key });
  return true;
}

/** A monitor or printer at a machine; without a serial number it can't be told from the next one. */
function beside(builder: Builder, { key, object, entry, section }: Part, className: string): boolean {
  const serial = serialOf(own(entry, 'serial'));
  if (serial === null) {
    builder.leave(object, 'LANDSCAPE_NO_IDENTITY');
    return true;
  }
  const maker = makerKey(builder, textOf(own(entry, 'manufacturer'), 300));
  const thing = `glpi:${section}:${serial}`;
  builder.thing(object, {
    key: thing,
    entity: 'asset',
    values: {
      name: textOf(own(entry, 'name') ?? own(entry, 'caption'), 300) ?? serial,
      class: className,
      serial,
    },
    defaults: { status: 'inUse' },
    refs: { manufacturer: maker },
    identity: { serial },
  });
  const values = { sourcePort: textOf(own(entry, 'port'), 200) };
  builder.link(object, { key: `${thing}#at`, type: 'connectedTo', source: thing, target: key, values });
  return true;
}

/** A disk or module with a serial number of its own is a component inside the machine. */
function inside(builder: Builder, { key, object, entry, section, host }: Part): boolean {
  const serial = serialOf(own(entry, 'serial') ?? own(entry, 'serialnumber'));
  const type = textOf(own(entry, 'type'));
  if (serial === null || serial === host || type === 'stack' || /cd|dvd|optical/i.test(type ?? ''))
    return false;
  const maker = makerKey(builder, textOf(own(entry, 'manufacturer'), 300));
  const model = modelKey(builder, textOf(own(entry, 'model'), 300), maker);
  const size = numberOf(own(entry, 'disksize'));
  const thing = `glpi:${section}:${serial}`;
  builder.thing(object, {
    key: thing,
    entity: 'asset',
    values: {
      name: textOf(own(entry, 'model') ?? own(entry, 'name'), 300) ?? serial,
      class: 'component',
      category: section === 'storages' ? 'disk' : type,
      serial,
      notes: size === null ? null : `${Math.round(size / 1000)} GB`,
    },
    defaults: { status: 'inUse' },
    refs: { manufacturer: maker, model },
    identity: { serial },
  });
  const values = { sourcePort: textOf(own(entry, 'name'), 200) };
  builder.link(object, { key: `${thing}#in`, type: 'contains', source: key, target: thing, values });
  return true;
}

const lineFields = [
  'name',
  'caption',
  'manufacturer',
  'model',
  'type',
  'serial',
  'serialnumber',
  'version',
  'capacity',
  'speed',
  'core',
  'thread',
  'total',
  'free',
  'filesystem',
  'resolution',
  'status',
  'login',
  'id',
  'tonerblack',
  'operator_name',
];

/** A part in the machine's list. */
export function partLine(kind: string, entry: Fields): Record<string, Plain> {
  const line: Record<string, unknown> = {};
  for (const name of lineFields) {
    const value = own(entry, name);
    line[name] = typeof value === 'string' ? textOf(value, 200) : value;
  }
  return { kind, ...compact(line) };
}
