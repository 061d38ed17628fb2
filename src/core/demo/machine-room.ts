import type { Value } from '../../model/index.ts';
import { products } from './catalogue.ts';
import { share } from './office.ts';
import { buy, mac } from './things.ts';
import type { DemoAsset, World } from './world.ts';

/** The network of the machine room, as the cabling of other things needs it. */
export interface Network {
  readonly core: readonly DemoAsset[];
  readonly aggregation: readonly DemoAsset[];
  readonly access: readonly DemoAsset[];
}

/** Racks with power, cooling, network and servers in them, cabled. */
export function addMachineRoom(world: World): Network {
  const power = addPower(world);
  const network = addNetwork(world, power);
  addServers(world, power, network);
  return network;
}

interface Power {
  readonly racks: readonly DemoAsset[];
  /** Two for each rack, fed by different UPS. */
  readonly pdus: ReadonlyArray<readonly [DemoAsset, DemoAsset]>;
  /** Next free unit of each rack. */
  readonly free: number[];
}

function keepers(world: World, part: number): Record<string, Value> {
  return {
    department: world.departments[1] as string,
    managingDepartment: world.departments[1] as string,
    custodian: world.person(part).id,
    status: 'inUse',
  };
}

function addPower(world: World): Power {
  const room = { place: world.place('dc') };
  const care = keepers(world, 11);
  const ups = Array.from({ length: Math.max(2, share(world, 'ups')) }, (_, i) =>
    buy(world, 'ups', room, { ...care, name: `UPS-${String.fromCharCode(65 + i)}`, criticality: 'critical' }),
  );
  for (let i = share(world, 'cooling'); i > 0; i--) buy(world, 'cooling', room, care);
  const racks = world.racks.map((_, r) =>
    buy(world, 'rack', room, { ...care, name: world.say(`${rackName(r)} 机柜`, `Rack ${rackName(r)}`) }),
  );
  const pdus = racks.map((rack, r) => {
    const pair = (['A', 'B'] as const).map((side, i) => {
      const pdu = buy(
        world,
        'pdu',
        { place: world.racks[r] as never },
        { ...care, name: `PDU-${rackName(r)}-${side}` },
      );
      world.relate(rack, 'contains', pdu);
      world.relate(pdu, 'poweredBy', ups[(r * 2 + i) % ups.length] as DemoAsset);
      return pdu;
    });
    return pair as [DemoAsset, DemoAsset];
  });
  return { racks, pdus, free: racks.map(() => 2) };
}

export function rackName(r: number): string {
  return `${r < 8 ? 'A' : 'B'}${String((r % 8) + 1).padStart(2, '0')}`;
}

/** Puts a thing of some height into a rack: place, cables for power. */
function mount(
  world: World,
  power: Power,
  r: number,
  classKey: string,
  more: Record<string, Value>,
  name?: string,
) {
  const product = name ? products.find((p) => world.t(p.name) === name) : undefined;
  const unit = power.free[r] as number;
  power.free[r] = unit + (classKey === 'storage' ? 4 : 2);
  const where = { place: world.racks[r] as never, rackUnit: Math.min(unit, 42) };
  const asset = product ? buy(world, classKey, where, more, product) : buy(world, classKey, where, more);
  const [a, b] = power.pdus[r] as readonly [DemoAsset, DemoAsset];
  world.relate(power.racks[r] as DemoAsset, 'contains', asset);
  world.relate(asset, 'poweredBy', a, 'PSU1', `C13-${unit}`);
  // Some have lost their second feed: what an impact analysis is for.
  if (!world.rng.chance(0.12)) world.relate(asset, 'poweredBy', b, 'PSU2', `C13-${unit}`);
  return asset;
}

function addNetwork(world: World, power: Power): Network {
  const care = keepers(world, 8);
  const racks = power.racks.length;
  const critical = { ...care, criticality: 'critical' };
  const named = (host: string, kind: string) => ({ name: `${host} ${kind}`, hostname: host.toLowerCase() });
  const core = [1, 2].map((n) =>
    mount(
      world,
      power,
      0,
      'switch',
      { ...critical, ...named(`CORE-${n}`, world.say('核心交换机', 'core switch')), ip: `10.0.0.${n}` },
      'S6850-56HF',
    ),
  );
  const edge = ['router', 'firewall', 'loadBalancer'].flatMap((classKey) =>
    Array.from({ length: share(world, classKey) }, (_, i) => {
      const host = `${{ router: 'RT', firewall: 'FW', loadBalancer: 'LB' }[classKey]}-${i + 1}`;
      const kind = {
        router: world.say('出口路由器', 'edge router'),
        firewall: world.say('防火墙', 'firewall'),
        loadBalancer: world.say('负载均衡', 'load balancer'),
      }[classKey] as string;
      const asset = mount(world, power, 1 % racks, classKey, {
        ...critical,
        ...named(host, kind),
        ip: `10.0.1.${world.rng.int(2, 250)}`,
      });
      for (const sw of core)
        world.relate(asset, 'connectedTo', sw, `GE0/${i + 1}`, `XGE1/0/${world.rng.int(1, 48)}`);
      return asset;
    }),
  );
  const aggregation = power.racks.map((_, r) => {
    const host = `AGG-${rackName(r)}`;
    const asset = mount(
      world,
      power,
      r,
      'switch',
      {
        ...care,
        criticality: 'high',
        ...named(host, world.say('汇聚交换机', 'aggregation switch')),
        ip: `10.0.2.${r + 1}`,
      },
      'CloudEngine S5735-L48T4X',
    );
    core.forEach((sw, i) => {
      world.relate(asset, 'connectedTo', sw, `XGE0/0/${i + 1}`, `XGE1/0/${r + 1}`);
    });
    return asset;
  });
  addCircuits(
    world,
    edge.filter((a) => a.class === 'router'),
  );
  return { core, aggregation, access: addAccess(world, core, care) };
}

/** Switches in the buildings, two uplinks each. */
function addAccess(world: World, core: readonly DemoAsset[], care: Record<string, Value>): DemoAsset[] {
  const count = Math.max(2, share(world, 'switch') - world.racks.length - 2);
  const product = products.find((p) => p.name.en === 'S5130S-28S-EI');
  return Array.from({ length: count }, (_, i) => {
    const host = `ACC-${String(i + 1).padStart(2, '0')}`;
    const values = {
      ...care,
      name: `${host} ${world.say('接入交换机', 'access switch')}`,
      hostname: host.toLowerCase(),
      ip: `10.0.4.${i + 1}`,
    };
    const place = i % 5 === 4 ? world.place('net') : world.rng.pick(world.offices);
    const asset = buy(world, 'switch', { place }, values, product);
    core.forEach((sw, k) => {
      world.relate(asset, 'connectedTo', sw, `XGE1/0/${27 + k}`, `XGE2/0/${i + 1}`);
    });
    return asset;
  });
}

function addCircuits(world: World, routers: readonly DemoAsset[]): void {
  const names = [
    world.say('互联网专线 1G', 'Internet line 1G'),
    world.say('工厂专线 500M', 'Plant line 500M'),
    world.say('分公司专线 200M', 'Office line 200M'),
    world.say('互联网备线 500M', 'Internet backup 500M'),
  ];
  for (let i = 0; i < share(world, 'circuit'); i++) {
    const circuit = world.addAsset('circuit', 900, {
      name: names[i % names.length] as string,
      status: 'inUse',
      kind: 'thirdParty',
      ...keepers(world, 8),
    });
    const router = routers[i % routers.length];
    if (router) world.relate(router, 'uses', circuit, `WAN${i + 1}`);
  }
}

function addServers(world: World, power: Power, network: Network): void {
  const care = keepers(world, 7);
  const racks = power.racks.length;
  for (let i = 0; i < share(world, 'server'); i++) {
    const r = i % racks;
    const host = `srv-${rackName(r).toLowerCase()}-${String(Math.floor(i / racks) + 1).padStart(2, '0')}`;
    const asset = mount(world, power, r, 'server', {
      ...care,
      name: `${host.toUpperCase()} ${world.say('服务器', 'server')}`,
      hostname: host,
      ip: `10.10.${r}.${10 + Math.floor(i / racks)}`,
      mac: mac(world),
      criticality: world.rng.pick(['high', 'high', 'medium', 'critical']),
      os: world.rng.pick(['Rocky Linux 9', 'Ubuntu 22.04', 'Windows Server 2022', 'Kylin V10']),
    });
    const sw = network.aggregation[r] as DemoAsset;
    world.relate(asset, 'connectedTo', sw, 'eth0', `GE0/0/${Math.floor(i / racks) * 2 + 1}`);
    if (world.rng.chance(0.7))
      world.relate(
        asset,
        'connectedTo',
        network.aggregation[(r + 1) % racks] as DemoAsset,
        'eth1',
        `GE0/0/${Math.floor(i / racks) * 2 + 2}`,
      );
  }
  for (let i = 0; i < share(world, 'storage'); i++) {
    const name = `${world.say('存储', 'Storage')} STO-${i + 1}`;
    const asset = mount(world, power, (i * 3 + 2) % racks, 'storage', {
      ...care,
      name,
      criticality: 'critical',
      ip: `10.20.0.${i + 10}`,
    });
    for (const sw of network.core) world.relate(asset, 'connectedTo', sw, `FC${i}`, `XGE3/0/${i + 1}`);
  }
}
