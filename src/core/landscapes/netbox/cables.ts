import type { Builder } from '../builder.ts';
import { own, textOf, wholeOf } from '../values.ts';
import { ownerOf } from './devices.ts';
import { statusOf } from './kinds.ts';
import { notesOf, placeOf } from './places.ts';
import { choiceOf, idOf, keyOf, type NetboxObject, type NetboxSource } from './source.ts';

interface End {
  /** Key of the asset that the cable ends at. */
  readonly asset: string;
  readonly port: string | null;
  /** A socket that takes power, gives it, or neither. */
  readonly power: 'in' | 'out' | null;
}

/** Power panels and their feeds. */
export function power(source: NetboxSource, builder: Builder): void {
  for (const panel of source.all('dcim.powerpanel')) {
    const place = placeOf(source, panel);
    builder.thing(panel.object, {
      key: keyOf(panel),
      entity: 'asset',
      values: {
        name: textOf(own(panel.fields, 'name'), 300),
        class: 'powerPanel',
        status: 'inUse',
        notes: notesOf(panel),
      },
      refs: { location: place && keyOf(place) },
      identity: {},
    });
  }
  for (const feed of source.all('dcim.powerfeed')) {
    const panel = source.of(feed, 'power_panel', 'dcim.powerpanel');
    const place = source.of(feed, 'rack', 'dcim.rack') ?? (panel && placeOf(source, panel));
    builder.thing(feed.object, {
      key: keyOf(feed),
      entity: 'asset',
      values: {
        name: textOf(own(feed.fields, 'name'), 300),
        class: 'powerFeed',
        category: choiceOf(own(feed.fields, 'type')),
        status: statusOf(choiceOf(own(feed.fields, 'status'))),
        voltage: wholeOf(own(feed.fields, 'voltage')),
        amperage: wholeOf(own(feed.fields, 'amperage')),
        notes: notesOf(feed),
      },
      refs: { location: place && keyOf(place) },
      identity: {},
    });
    if (panel)
      builder.link(feed.object, {
        key: `${keyOf(feed)}#panel`,
        type: 'poweredBy',
        source: keyOf(feed),
        target: keyOf(panel),
      });
  }
}

/**
 * Cables between ports. A cable stays what it is in the building: one that ends at a patch panel is a connection to the panel,
 * so that the way through it can be walked in the explorer, port by port.
 */
export function cables(source: NetboxSource, builder: Builder): void {
  const terminations = new Map<string, { A: NetboxObject[]; B: NetboxObject[] }>();
  for (const one of source.all('dcim.cabletermination')) {
    const cable = source.of(one, 'cable', 'dcim.cable');
    if (!cable) {
      builder.leave(one.object, 'LANDSCAPE_END_MISSING', { what: 'cable' });
      continue;
    }
    const known = terminations.get(cable.id) ?? { A: [], B: [] };
    known[textOf(own(one.fields, 'cable_end')) === 'B' ? 'B' : 'A'].push(one);
    terminations.set(cable.id, known);
  }
  for (const cable of source.all('dcim.cable')) {
    const pair = terminations.get(cable.id) ?? { A: [], B: [] };
    const [a, b] = [endsOf(source, cable, 'a', pair.A), endsOf(source, cable, 'b', pair.B)];
    const key = keyOf(cable);
    const made = connect(builder, cable, a, b);
    for (const one of [...pair.A, ...pair.B]) {
      if (made) builder.linkPart(one.object, key);
      else builder.leave(one.object, 'LANDSCAPE_CABLE_LOOSE', { cable: cable.id });
    }
  }
}

/** @returns whether the cable joins two things */
function connect(builder: Builder, cable: NetboxObject, a: readonly End[], b: readonly End[]): boolean {
  const [first] = a;
  const [second] = b;
  if (!first || !second) {
    builder.leave(cable.object, 'LANDSCAPE_CABLE_LOOSE', { cable: cable.id });
    return false;
  }
  const ports = (ends: readonly End[]) => ends.map(({ port }) => port).join(', ') || null;
  let [from, to] = [first, second];
  let [fromPort, toPort] = [ports(a), ports(b)];
  const powers = from.power === 'out' || to.power === 'out';
  // Which end of a data cable hangs on the other is decided when the classes of both records are known.
  if (powers && from.power === 'out') {
    [from, to] = [to, from];
    [fromPort, toPort] = [toPort, fromPort];
  }
  const words = [
    choiceOf(own(cable.fields, 'type')),
    textOf(own(cable.fields, 'description'), 300),
    lengthOf(cable),
  ];
  builder.link(cable.object, {
    key: keyOf(cable),
    type: powers ? 'poweredBy' : 'connectedTo',
    source: from.asset,
    target: to.asset,
    values: {
      sourcePort: fromPort,
      targetPort: toPort,
      cable: textOf(own(cable.fields, 'label'), 200),
      notes: words.filter(Boolean).join(' · ') || null,
    },
  });
  return true;
}

function lengthOf(cable: NetboxObject): string | null {
  const length = textOf(own(cable.fields, 'length'));
  return length === null ? null : `${length} ${choiceOf(own(cable.fields, 'length_unit')) ?? ''}`.trim();
}

/** What a side of a cable ends at: told by terminations of their own (3.3 and later), within the cable (API), or by one pair of fields (before). */
function endsOf(
  source: NetboxSource,
  cable: NetboxObject,
  side: 'a' | 'b',
  terminations: readonly NetboxObject[],
): End[] {
  const ends: Array<End | null> = terminations.map((one) =>
    endOf(source, own(one.fields, 'termination_type'), own(one.fields, 'termination_id')),
  );
  const listed = own(cable.fields, `${side}_terminations`);
  if (ends.length === 0 && Array.isArray(listed))
    for (const one of listed.slice(0, 100)) ends.push(endOf(source, one?.object_type, one?.object_id));
  if (ends.length === 0) {
    const [type, id] = [
      own(cable.fields, `termination_${side}_type`),
      own(cable.fields, `termination_${side}_id`),
    ];
    ends.push(endOf(source, type, id));
  }
  return ends.filter((end) => end !== null);
}

function endOf(source: NetboxSource, type: unknown, id: unknown): End | null {
  const kind = source.contentType(type);
  const port = kind === null ? null : source.get(kind, idOf(id));
  if (!port) return null;
  if (kind === 'circuits.circuittermination') {
    const circuit = source.of(port, 'circuit', 'circuits.circuit');
    const side = textOf(own(port.fields, 'term_side'));
    return circuit && { asset: keyOf(circuit), port: side, power: null };
  }
  if (kind === 'dcim.powerfeed') return { asset: keyOf(port), port: null, power: 'out' };
  const device = ownerOf(source, port);
  if (!device) return null;
  const asset = keyOf(device);
  const powers = kind === 'dcim.poweroutlet' ? 'out' : kind === 'dcim.powerport' ? 'in' : null;
  return {
    asset,
    port: textOf(own(port.fields, 'name'), 200),
    power: powers,
  };
}
