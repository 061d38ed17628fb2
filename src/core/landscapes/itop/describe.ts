import type { Builder } from '../builder.ts';
import { classByWords } from '../class-of.ts';
import { addressOf, dateOf, serialOf, textOf, wholeOf } from '../values.ts';
import { itemClasses, itemRelations, items, linkClasses, statusWords, wordClasses } from './classes.ts';
import { type ItopObject, type ItopSource, keyOf } from './source.ts';

const only = (...kinds: string[]): ReadonlySet<string> => new Set(kinds);

/** Says of every object of an iTop what becomes of it. */
export function describeItop(source: ItopSource, builder: Builder): void {
  const refs = new References(source, builder);
  for (const one of source.all) {
    if (itemClasses.has(one.kind)) item(one, refs, builder);
    else if (linkClasses.has(one.kind)) linked(one, source, builder);
    else if (!other(one, refs, builder)) {
      const code = wordClasses.has(one.kind)
        ? 'LANDSCAPE_WORD'
        : one.kind.startsWith('lnk')
          ? 'LANDSCAPE_NOT_KEPT'
          : 'LANDSCAPE_KIND_UNKNOWN';
      builder.leave(one.object, code, { kind: one.kind });
    }
  }
}

/** Looks up what fields point to; what is not there is told once by its class and number. */
class References {
  readonly #source: ItopSource;
  readonly #builder: Builder;

  constructor(source: ItopSource, builder: Builder) {
    this.#source = source;
    this.#builder = builder;
  }

  get(from: ItopObject, field: string, kinds: ReadonlySet<string>): ItopObject | null {
    const found = this.#source.find(from, field, kinds);
    if (found && 'one' in found) return found.one;
    if (found) this.#builder.missing(`${field} ${from.fields.get(field)}`);
    return null;
  }

  key(from: ItopObject, field: string, ...kinds: string[]): string | null {
    const one = this.get(from, field, new Set(kinds));
    return one && keyOf(one);
  }

  name(from: ItopObject, field: string, ...kinds: string[]): string | null {
    return this.get(from, field, new Set(kinds))?.fields.get('name') ?? null;
  }
}

const criticalities = new Set(['critical', 'high', 'medium', 'low']);

function item(one: ItopObject, refs: References, builder: Builder): void {
  const { fields } = one;
  const field = (name: string, most?: number) => textOf(fields.get(name), most);
  const serial = serialOf(fields.get('serialnumber'));
  const place = refs.get(one, 'rack_id', only('Rack')) ?? refs.get(one, 'location_id', only('Location'));
  const type = refs.name(one, 'networkdevicetype_id', 'NetworkDeviceType') ?? field('type');
  const os = [refs.name(one, 'osfamily_id', 'OSFamily'), refs.name(one, 'osversion_id', 'OSVersion')];
  const className = itemClasses.get(one.kind) as string;
  const ram = /^(\d+)\s*(gb|g)?$/i.exec(fields.get('ram') ?? '');
  const criticality = fields.get('business_criticity') ?? '';
  const name =
    field('name', 300) ??
    (one.kind === 'Subnet' ? field('ip') : one.kind === 'VLAN' ? field('vlan_tag') : null);
  const memory = {
    os: os.filter(Boolean).join(' ') || null,
    cpu: field('cpu'),
    memory: ram ? Number(ram[1]) : null,
  };
  builder.thing(one.object, {
    key: keyOf(one),
    entity: 'asset',
    values: {
      name: name ?? `${one.kind} ${one.id}`,
      class: generic.has(className) ? (classByWords(type, name) ?? className) : className,
      status: statusWords[fields.get('status') ?? ''] ?? null,
      criticality: criticalities.has(criticality) ? criticality : null,
      serial,
      tag: field('asset_number', 200),
      ip: addressOf(fields.get('managementip')),
      category: type,
      inServiceDate: dateOf(fields.get('move2production')),
      purchaseDate: dateOf(fields.get('purchase_date')),
      warrantyEnd: dateOf(fields.get('end_of_warranty')),
      rackHeight: wholeOf(fields.get('nb_u'), 1, 100),
      notes: [field('description', 20_000), field('url'), field('path')].filter(Boolean).join('\n') || null,
      ...(['server', 'computer', 'virtualMachine'].includes(className) ? memory : {}),
      ...(className === 'subnet' ? { prefix: field('ip') } : {}),
      ...(className === 'vlan' ? { vid: wholeOf(fields.get('vlan_tag')) } : {}),
    },
    defaults: { status: 'inUse' },
    refs: {
      location: place && keyOf(place),
      owner: refs.key(one, 'org_id', 'Organization'),
      manufacturer: refs.key(one, 'brand_id', 'Brand'),
      model: refs.key(one, 'model_id', 'Model') ?? refs.key(one, 'software_id', 'Software'),
    },
    identity: { serial, byName: true },
  });
  for (const { field: id, type: relation, reversed } of itemRelations) {
    const other = refs.get(one, id, items);
    if (!other) continue;
    const [from, to] = reversed ? [keyOf(other), keyOf(one)] : [keyOf(one), keyOf(other)];
    builder.link(one.object, { key: `${keyOf(one)}#${id}`, type: relation, source: from, target: to });
  }
}

const generic = new Set(['networkDevice', 'computer', 'otherEquipment']);

function linked(one: ItopObject, source: ItopSource, builder: Builder): void {
  const rule = linkClasses.get(one.kind);
  if (!rule) return;
  const ends: string[] = [];
  for (const field of [rule.source, rule.target]) {
    const found = source.find(one, field, items);
    if (found && 'one' in found) ends.push(keyOf(found.one));
    else {
      const what = `${field} ${one.fields.get(field) ?? ''}`;
      const code = found?.none === 'ambiguous' ? 'LANDSCAPE_END_AMBIGUOUS' : 'LANDSCAPE_END_MISSING';
      builder.leave(one.object, code, { what });
      return;
    }
  }
  const [from, to] = ends as [string, string];
  const port = (i: 0 | 1) => (rule.ports ? textOf(one.fields.get(rule.ports[i]), 200) : null);
  const values = { sourcePort: port(0), targetPort: port(1) };
  builder.link(one.object, { key: keyOf(one), type: rule.type, source: from, target: to, values });
}

/** Places, people and what else is no configuration item; false for what has no place in a register. */
function other(one: ItopObject, refs: References, builder: Builder): boolean {
  const field = (name: string, most?: number) => textOf(one.fields.get(name), most);
  const name = field('name', 200) ?? `${one.kind} ${one.id}`;
  const key = keyOf(one);
  const identity = { byName: true };
  switch (one.kind) {
    case 'Organization':
      builder.thing(one.object, {
        key,
        entity: 'organisation',
        values: { name, code: field('code', 200) },
        identity,
      });
      return true;
    case 'Brand': {
      builder.thing(one.object, {
        key,
        entity: 'organisation',
        values: { name, kind: 'manufacturer' },
        identity,
      });
      return true;
    }
    case 'Location': {
      const parts = ['address', 'postal_code', 'city', 'country'].map((part) => field(part));
      const values = { name, kind: 'site', address: parts.filter(Boolean).join(', ') || null };
      builder.thing(one.object, { key, entity: 'location', values, identity });
      return true;
    }
    case 'Rack': {
      const units = wholeOf(one.fields.get('nb_u'), 1, 100);
      const values = { name, kind: 'rack', units, notes: field('description', 20_000) };
      const parent = refs.key(one, 'location_id', 'Location');
      builder.thing(one.object, { key, entity: 'location', values, refs: { parent }, identity });
      return true;
    }
    case 'Team':
      builder.thing(one.object, {
        key,
        entity: 'department',
        values: { name, notes: field('email') },
        identity,
      });
      return true;
    case 'Person': {
      const given = field('first_name', 200);
      const values = {
        name: given === null ? name : `${given} ${name}`,
        email: field('email', 200),
        phone: field('phone', 200) ?? field('mobile_phone', 200),
        number: field('employee_number', 200),
        title: field('function', 200),
      };
      builder.thing(one.object, { key, entity: 'person', values, identity });
      return true;
    }
    case 'Model':
    case 'Software': {
      const values = { name: [name, field('version', 100)].filter(Boolean).join(' ') };
      const manufacturer = refs.key(one, 'brand_id', 'Brand') ?? vendor(builder, field('vendor', 300));
      builder.thing(one.object, { key, entity: 'productModel', values, refs: { manufacturer }, identity });
      return true;
    }
    case 'lnkPersonToTeam': {
      const [person, team] = [refs.key(one, 'person_id', 'Person'), refs.key(one, 'team_id', 'Team')];
      if (person && team) {
        builder.add(person, {}, { department: team });
        builder.part(one.object, person);
      } else {
        const what = person ? `team_id ${field('team_id')}` : `person_id ${field('person_id')}`;
        builder.leave(one.object, 'LANDSCAPE_END_MISSING', { what });
      }
      return true;
    }
    default:
      return false;
  }
}

function vendor(builder: Builder, name: string | null): string | null {
  if (name === null) return null;
  const key = `itop:vendor:${name.toLowerCase()}`;
  const values = { name, kind: 'manufacturer' };
  builder.thing(-1, { key, entity: 'organisation', values, identity: { byName: true } });
  return key;
}
