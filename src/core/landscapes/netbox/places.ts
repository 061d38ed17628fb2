import type { Value } from '../../../model/types.ts';
import type { Builder } from '../builder.ts';
import { own, textOf, wholeOf } from '../values.ts';
import { keyOf, type NetboxObject, type NetboxSource } from './source.ts';

/** Regions, sites, locations and racks as places; tenants, manufacturers and providers as organisations; contacts as people. */
export function placesAndPeople(source: NetboxSource, builder: Builder): void {
  for (const region of source.all('dcim.region'))
    place(builder, region, 'region', source.of(region, 'parent', 'dcim.region'));
  for (const site of source.all('dcim.site')) {
    const address = textOf(own(site.fields, 'physical_address'), 4000)?.replace(/\s+/g, ' ');
    place(builder, site, 'site', source.of(site, 'region', 'dcim.region'), { address: address ?? null });
  }
  for (const room of source.all('dcim.location'))
    place(
      builder,
      room,
      'room',
      source.of(room, 'parent', 'dcim.location') ?? source.of(room, 'site', 'dcim.site'),
    );
  for (const rack of source.all('dcim.rack')) {
    const units = wholeOf(own(rack.fields, 'u_height'), 1, 100);
    const more = { units, descending: own(rack.fields, 'desc_units') === true ? true : null };
    place(builder, rack, 'rack', placeOf(source, rack), more);
  }
  reservations(source, builder);
  for (const [kind, is] of organisations) {
    for (const one of source.all(kind)) {
      builder.thing(one.object, {
        key: keyOf(one),
        entity: 'organisation',
        values: { name: textOf(own(one.fields, 'name'), 300), kind: is, notes: notesOf(one) },
        identity: { byName: true },
      });
    }
  }
  for (const contact of source.all('tenancy.contact')) {
    const { fields } = contact;
    const values = {
      name: textOf(own(fields, 'name'), 200),
      title: textOf(own(fields, 'title')),
      phone: textOf(own(fields, 'phone')),
      email: textOf(own(fields, 'email')),
      notes: notesOf(contact),
    };
    builder.thing(contact.object, {
      key: keyOf(contact),
      entity: 'person',
      values,
      identity: { byName: true },
    });
  }
  models(source, builder);
}

const organisations = [
  ['dcim.manufacturer', 'manufacturer'],
  ['circuits.provider', 'serviceProvider'],
  ['tenancy.tenant', null],
] as const;

function place(
  builder: Builder,
  one: NetboxObject,
  kind: string,
  parent: NetboxObject | null,
  more: Record<string, Value> = {},
): void {
  const name = textOf(own(one.fields, 'name'), 200) ?? `${one.kind} ${one.id}`;
  builder.thing(one.object, {
    key: keyOf(one),
    entity: 'location',
    values: { name, kind, notes: notesOf(one), ...more },
    refs: { parent: parent && keyOf(parent) },
    identity: { byName: true },
  });
}

/** The nearest place that an object names: its rack is asked for elsewhere. */
export function placeOf(source: NetboxSource, one: NetboxObject): NetboxObject | null {
  return source.of(one, 'location', 'dcim.location') ?? source.of(one, 'site', 'dcim.site');
}

/** Units that are kept free stand in the notes of the rack. */
function reservations(source: NetboxSource, builder: Builder): void {
  const lines = new Map<NetboxObject, string[]>();
  for (const one of source.all('dcim.rackreservation')) {
    const rack = source.of(one, 'rack', 'dcim.rack');
    if (!rack) {
      builder.leave(one.object, 'LANDSCAPE_END_MISSING', { what: 'rack' });
      continue;
    }
    const units = own(one.fields, 'units');
    const list = Array.isArray(units) ? units.map((unit) => `U${textOf(unit)}`).join(', ') : '';
    const known = lines.get(rack) ?? [];
    known.push(`${list}: ${textOf(own(one.fields, 'description')) ?? ''}`);
    lines.set(rack, known);
    builder.part(one.object, keyOf(rack));
  }
  for (const [rack, notes] of lines) {
    const before = notesOf(rack);
    builder.replace(keyOf(rack), { notes: [...(before ? [before] : []), ...notes].join('\n') });
  }
}

function models(source: NetboxSource, builder: Builder): void {
  for (const kind of ['dcim.devicetype', 'dcim.moduletype']) {
    for (const type of source.all(kind)) {
      const { fields } = type;
      const maker = source.of(type, 'manufacturer', 'dcim.manufacturer');
      builder.thing(type.object, {
        key: keyOf(type),
        entity: 'productModel',
        values: {
          name: textOf(own(fields, 'model'), 300) ?? `${kind} ${type.id}`,
          number: textOf(own(fields, 'part_number')),
          rackHeight: wholeOf(own(fields, 'u_height'), 1, 100),
          fullDepth: own(fields, 'is_full_depth') === true ? true : null,
          notes: notesOf(type),
        },
        refs: { manufacturer: maker && keyOf(maker) },
        identity: { byName: true },
      });
    }
  }
}

export function notesOf({ fields }: NetboxObject): string | null {
  const parts = [textOf(own(fields, 'description'), 4000), textOf(own(fields, 'comments'), 20_000)];
  return parts.filter((part) => part !== null).join('\n') || null;
}
