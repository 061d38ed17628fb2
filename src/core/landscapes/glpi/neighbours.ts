import { foldText } from '../../store/text.ts';
import type { Builder } from '../builder.ts';
import { classByWords } from '../class-of.ts';
import { addressOf, type Fields, isFields, macOf, own, textOf } from '../values.ts';
import { modelKey } from './makers.ts';

interface Host {
  readonly key: string;
  readonly id: string;
}

/**
 * What a network device saw at one of its ports: neighbours that told their name by LLDP or CDP become things of their own
 * unless the register has them; mere addresses only lead to what the register has.
 */
export function describeNeighbours(builder: Builder, host: Host, port: Fields): void {
  const connections = own(port, 'connections');
  if (!Array.isArray(connections)) return;
  const portName = textOf(own(port, 'ifname') ?? own(port, 'ifdescr'), 200) ?? '';
  connections.forEach((entry: unknown, i) => {
    const object = builder.object('connections', `${host.id}/${i + 1}`, portName);
    const one = isFields(entry) ? entry : { mac: entry };
    const mac = macOf(own(one, 'sysmac') ?? own(one, 'mac'));
    const name = textOf(own(one, 'sysname'), 300);
    if (name === null && (mac === null || connections.length > 1)) {
      const params = { port: portName, mac: textOf(own(one, 'mac')) ?? '' };
      builder.leave(object, 'LANDSCAPE_NEIGHBOUR_UNKNOWN', params);
      return;
    }
    neighbour(builder, host, object, { one, mac, name, portName });
  });
}

function neighbour(
  builder: Builder,
  host: Host,
  object: number,
  seen: { one: Fields; mac: string | null; name: string | null; portName: string },
): void {
  const { one, mac, name, portName } = seen;
  const key = `glpi:neighbour:${mac ?? foldText(name ?? '')}`;
  const words = [textOf(own(one, 'model')), textOf(own(one, 'sysdescr')), name];
  const className = name === null ? 'networkDevice' : (classByWords(...words) ?? 'networkDevice');
  builder.thing(object, {
    key,
    entity: 'asset',
    values: name === null ? { class: 'hardware' } : { name, class: className },
    defaults: { status: 'inUse', mac, ip: addressOf(own(one, 'ip')), hostname: name },
    refs: { model: modelKey(builder, textOf(own(one, 'model'), 300), null) },
    identity: {
      macs: mac ? [mac] : [],
      byName: name !== null && mac === null,
      hearsay: true,
      ...(name === null ? { seenAt: portName } : {}),
    },
  });
  const far = textOf(own(one, 'ifdescr') ?? own(one, 'ifnumber'), 200);
  const link = `${host.key}#${portName}>${key}`;
  const values = { sourcePort: portName, targetPort: far };
  builder.link(object, { key: link, type: 'connectedTo', source: host.key, target: key, values });
}
