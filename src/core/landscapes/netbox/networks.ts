import type { Builder } from '../builder.ts';
import { own, textOf, wholeOf } from '../values.ts';
import { addressRange, containing, type Range } from './address-range.ts';
import { ownerOf } from './devices.ts';
import { statusOf } from './kinds.ts';
import { notesOf } from './places.ts';
import { choiceOf, idOf, keyOf, type NetboxObject, type NetboxSource } from './source.ts';

const name = (one: NetboxObject, field = 'name'): string | null => textOf(own(one.fields, field), 300);

/** Circuits with their providers and ends. */
export function circuits(source: NetboxSource, builder: Builder): void {
  for (const one of source.all('circuits.providernetwork')) {
    const provider = source.of(one, 'provider', 'circuits.provider');
    builder.thing(one.object, {
      key: keyOf(one),
      entity: 'asset',
      values: { name: name(one), class: 'providerNetwork', status: 'inUse', notes: notesOf(one) },
      refs: { supplier: provider && keyOf(provider) },
      identity: { byName: true },
    });
  }
  const sides = new Map<string, { A: NetboxObject | null; Z: NetboxObject | null }>();
  for (const end of source.all('circuits.circuittermination')) {
    const circuit = source.of(end, 'circuit', 'circuits.circuit');
    if (!circuit) {
      builder.leave(end.object, 'LANDSCAPE_END_MISSING', { what: 'circuit' });
      continue;
    }
    builder.part(end.object, keyOf(circuit));
    const known = sides.get(circuit.id) ?? { A: null, Z: null };
    known[textOf(own(end.fields, 'term_side')) === 'Z' ? 'Z' : 'A'] = end;
    sides.set(circuit.id, known);
  }
  for (const circuit of source.all('circuits.circuit')) {
    const { A, Z } = sides.get(circuit.id) ?? { A: null, Z: null };
    const provider = source.of(circuit, 'provider', 'circuits.provider');
    const tenant = source.of(circuit, 'tenant', 'tenancy.tenant');
    const type = source.of(circuit, 'type', 'circuits.circuittype');
    const site = siteOf(source, Z) ?? siteOf(source, A);
    builder.thing(circuit.object, {
      key: keyOf(circuit),
      entity: 'asset',
      values: {
        name: name(circuit, 'cid'),
        class: 'circuit',
        category: type && name(type),
        status: statusOf(choiceOf(own(circuit.fields, 'status'))),
        commitRate: wholeOf(own(circuit.fields, 'commit_rate')),
        aSide: sideWord(source, A),
        zSide: sideWord(source, Z),
        notes: notesOf(circuit),
      },
      refs: {
        supplier: provider && keyOf(provider),
        owner: tenant && keyOf(tenant),
        location: site && keyOf(site),
      },
      identity: { byName: true },
    });
    for (const end of [A, Z]) {
      const net = end && source.of(end, 'provider_network', 'circuits.providernetwork');
      if (end && net)
        builder.link(end.object, {
          key: `${keyOf(end)}#net`,
          type: 'connectedTo',
          source: keyOf(circuit),
          target: keyOf(net),
          values: { sourcePort: textOf(own(end.fields, 'term_side')) },
        });
    }
  }
}

function siteOf(source: NetboxSource, end: NetboxObject | null): NetboxObject | null {
  if (!end) return null;
  const scoped = source.contentType(own(end.fields, 'termination_type')) === 'dcim.site';
  return (
    source.of(end, 'site', 'dcim.site') ??
    (scoped ? source.get('dcim.site', idOf(own(end.fields, 'termination_id'))) : null)
  );
}

function sideWord(source: NetboxSource, end: NetboxObject | null): string | null {
  if (!end) return null;
  const place = siteOf(source, end) ?? source.of(end, 'provider_network', 'circuits.providernetwork');
  return place && name(place);
}

/** VRFs, VLANs, prefixes and addresses, each a member of what it lies in. */
export function addressing(source: NetboxSource, builder: Builder): void {
  for (const vrf of source.all('ipam.vrf')) {
    const values = {
      name: name(vrf),
      class: 'vrf',
      status: 'inUse',
      rd: name(vrf, 'rd'),
      notes: notesOf(vrf),
    };
    builder.thing(vrf.object, { key: keyOf(vrf), entity: 'asset', values, identity: { byName: true } });
  }
  for (const vlan of source.all('ipam.vlan')) {
    const vid = wholeOf(own(vlan.fields, 'vid'));
    const values = {
      name: `VLAN ${vid ?? '?'} ${name(vlan) ?? ''}`.trim(),
      class: 'vlan',
      vid,
      ...state(source, vlan),
    };
    builder.thing(vlan.object, {
      key: keyOf(vlan),
      entity: 'asset',
      values,
      refs: refsOf(source, vlan),
      identity: {},
    });
  }
  const ranges: Range[] = [];
  for (const kind of ['ipam.aggregate', 'ipam.prefix', 'ipam.iprange']) {
    for (const one of source.all(kind)) {
      const prefix = kind === 'ipam.iprange' ? rangeText(one) : name(one, 'prefix');
      if (prefix === null) {
        builder.leave(one.object, 'LANDSCAPE_OBJECT_SHAPE', { field: 'prefix' });
        continue;
      }
      const values = { name: prefix, prefix, class: 'subnet', ...state(source, one) };
      const refs = refsOf(source, one);
      builder.thing(one.object, { key: keyOf(one), entity: 'asset', values, refs, identity: {} });
      member(builder, one, source.of(one, 'vlan', 'ipam.vlan'), 'vlan');
      member(builder, one, source.of(one, 'vrf', 'ipam.vrf'), 'vrf');
      const range = addressRange(prefix);
      const vrf = idOf(own(one.fields, 'vrf')) ?? '';
      if (range && kind === 'ipam.prefix') ranges.push({ ...range, vrf, key: keyOf(one) });
    }
  }
  const within = containing(ranges);
  for (const range of ranges) {
    const outer = within(range, true);
    const one = outer && source.getByKey('ipam.prefix', range.key);
    if (outer && one)
      builder.link(one.object, {
        key: `${range.key}#in`,
        type: 'contains',
        source: outer,
        target: range.key,
      });
  }
  for (const ip of source.all('ipam.ipaddress')) address(source, builder, ip, within);
}

function address(
  source: NetboxSource,
  builder: Builder,
  ip: NetboxObject,
  within: (range: Omit<Range, 'key'>, larger: boolean) => string | null,
): void {
  const address = name(ip, 'address');
  if (address === null) {
    builder.leave(ip.object, 'LANDSCAPE_OBJECT_SHAPE', { field: 'address' });
    return;
  }
  const plain = address.split('/')[0] as string;
  builder.thing(ip.object, {
    key: keyOf(ip),
    entity: 'asset',
    values: {
      name: address,
      class: 'ipAddress',
      ip: plain,
      hostname: name(ip, 'dns_name'),
      ...state(source, ip),
    },
    refs: refsOf(source, ip),
    identity: {},
  });
  const range = addressRange(plain);
  const outer = range && within({ ...range, vrf: idOf(own(ip.fields, 'vrf')) ?? '' }, false);
  if (outer)
    builder.link(ip.object, { key: `${keyOf(ip)}#in`, type: 'memberOf', source: keyOf(ip), target: outer });
  const kind = source.contentType(own(ip.fields, 'assigned_object_type'));
  const port = kind === null ? null : source.get(kind, idOf(own(ip.fields, 'assigned_object_id')));
  const device = port && ownerOf(source, port);
  if (port && device)
    builder.link(ip.object, {
      key: `${keyOf(ip)}#on`,
      type: 'uses',
      source: keyOf(device),
      target: keyOf(ip),
      values: { sourcePort: name(port) },
    });
}

function rangeText(one: NetboxObject): string | null {
  const [from, to] = [name(one, 'start_address'), name(one, 'end_address')];
  return from === null || to === null ? null : `${from} – ${to}`;
}

function state(source: NetboxSource, one: NetboxObject) {
  const role = source.of(one, 'role', 'ipam.role');
  return {
    status: statusOf(choiceOf(own(one.fields, 'status'))),
    category: role ? name(role) : choiceOf(own(one.fields, 'status')),
    notes: notesOf(one),
  };
}

function refsOf(source: NetboxSource, one: NetboxObject): Record<string, string | null> {
  const tenant = source.of(one, 'tenant', 'tenancy.tenant');
  const scoped = source.contentType(own(one.fields, 'scope_type'));
  const site =
    source.of(one, 'site', 'dcim.site') ??
    (scoped ? source.get(scoped, idOf(own(one.fields, 'scope_id'))) : null);
  const isPlace = site !== null && ['dcim.site', 'dcim.location', 'dcim.region'].includes(site.kind);
  return { owner: tenant && keyOf(tenant), location: isPlace ? keyOf(site) : null };
}

function member(builder: Builder, one: NetboxObject, whole: NetboxObject | null, word: string): void {
  if (!whole) return;
  const key = `${keyOf(one)}#${word}`;
  builder.link(one.object, { key, type: 'memberOf', source: keyOf(one), target: keyOf(whole) });
}
