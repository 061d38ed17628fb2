import type { Value } from '../../model/index.ts';
import { services } from './company.ts';
import type { Network } from './machine-room.ts';
import { share } from './office.ts';
import { mac } from './things.ts';
import type { DemoAsset, World } from './world.ts';

/** Clusters, hypervisors, virtual machines, databases, middleware, applications and the services on top, related. */
export function addSystems(world: World): void {
  const machines = addVirtual(world);
  addNetworks(world, machines);
  const databases = addSoftware(world, 'database', machines, [
    'PostgreSQL 16',
    'MySQL 8.0',
    'Oracle 19c',
    'DM8',
  ]);
  const middleware = addSoftware(world, 'middleware', machines, [
    'Nginx 1.26',
    'Kafka 3.7',
    'Redis 7.2',
    'Tomcat 10',
  ]);
  const backup = world.of('storage').at(-1);
  for (const database of databases) if (backup) world.relate(database, 'backedUpBy', backup);
  addServices(world, machines, databases, middleware);
}

function care(world: World, part: number, more: Record<string, Value> = {}): Record<string, Value> {
  return {
    status: 'inUse',
    kind: 'fixed',
    department: world.departments[1] as string,
    custodian: world.person(part).id,
    owner: world.organisations.get('own') as string,
    ...more,
  };
}

function addVirtual(world: World): DemoAsset[] {
  const { rng } = world;
  const clusters = Array.from({ length: share(world, 'cluster') }, (_, i) =>
    world.addAsset(
      'cluster',
      700,
      care(world, 7, {
        name: world.say(`虚拟化集群 ${i + 1}`, `Virtual cluster ${i + 1}`),
        criticality: 'critical',
      }),
    ),
  );
  const storage = world.of('storage');
  clusters.forEach((cluster, i) => {
    const box = storage[i % storage.length];
    if (box) world.relate(cluster, 'uses', box);
  });
  const servers = world.of('server');
  const hosts = Array.from({ length: Math.min(share(world, 'hypervisor'), servers.length) }, (_, i) => {
    const name = `esx-${String(i + 1).padStart(2, '0')}`;
    const host = world.addAsset(
      'hypervisor',
      650,
      care(world, 7, {
        name: `${name} ${world.say('宿主机', 'hypervisor')}`,
        hostname: name,
        ip: `10.30.0.${i + 1}`,
      }),
    );
    world.relate(host, 'runsOn', servers[i] as DemoAsset);
    world.relate(host, 'memberOf', clusters[i % clusters.length] as DemoAsset);
    return host;
  });
  const platforms = Array.from({ length: share(world, 'containerPlatform') }, (_, i) =>
    world.addAsset(
      'containerPlatform',
      500,
      care(world, 7, { name: world.say(`容器平台 ${i + 1}`, `Container platform ${i + 1}`) }),
    ),
  );
  const machines = Array.from({ length: share(world, 'virtualMachine') }, (_, i) => {
    const name = `vm-${String(i + 1).padStart(3, '0')}`;
    const vm = world.addAsset(
      'virtualMachine',
      rng.int(30, 900),
      care(world, rng.pick([7, 10]), {
        name: `${name} ${world.say('虚拟机', 'virtual machine')}`,
        hostname: name,
        ip: `10.40.${Math.floor(i / 250)}.${(i % 250) + 2}`,
        mac: mac(world),
        cpu: `${rng.pick([2, 4, 8, 16])} vCPU`,
        memory: rng.pick([4, 8, 16, 32]),
        disk: `${rng.pick([80, 120, 200, 500])} GB`,
        os: rng.pick(['Rocky Linux 9', 'Ubuntu 22.04', 'Windows Server 2022']),
        status: rng.chance(0.94) ? 'inUse' : 'idle',
      }),
    );
    world.relate(vm, 'runsOn', hosts[i % hosts.length] as DemoAsset);
    return vm;
  });
  for (const platform of platforms)
    for (const vm of rng.sample(machines, 3)) world.relate(platform, 'runsOn', vm);
  return machines;
}

function addNetworks(world: World, machines: readonly DemoAsset[]): void {
  const vlans = Array.from({ length: share(world, 'vlan') }, (_, i) =>
    world.addAsset('vlan', 800, care(world, 8, { name: `VLAN ${100 + i * 10}` })),
  );
  const subnets = Array.from({ length: share(world, 'subnet') }, (_, i) => {
    const subnet = world.addAsset('subnet', 800, care(world, 8, { name: `10.${10 + i * 10}.0.0/16` }));
    world.relate(subnet, 'memberOf', vlans[i % vlans.length] as DemoAsset);
    return subnet;
  });
  machines.forEach((vm, i) => {
    if (i % 2 === 0) world.relate(vm, 'memberOf', subnets[i % subnets.length] as DemoAsset);
  });
}

function addSoftware(
  world: World,
  classKey: string,
  machines: readonly DemoAsset[],
  kinds: readonly string[],
): DemoAsset[] {
  return Array.from({ length: share(world, classKey) }, (_, i) => {
    const kind = world.rng.pick(kinds);
    const short = classKey === 'database' ? 'DB' : 'MW';
    const name = `${short}-${String(i + 1).padStart(2, '0')} ${kind}`;
    const version = kind.split(' ')[1] ?? '';
    const values = care(world, 10, {
      name,
      version,
      criticality: world.rng.pick(['high', 'critical', 'medium']),
    });
    const asset = world.addAsset(classKey, world.rng.int(60, 800), values);
    world.relate(asset, 'installedOn', machines[(i * 3) % machines.length] as DemoAsset);
    return asset;
  });
}

function addServices(
  world: World,
  machines: readonly DemoAsset[],
  databases: readonly DemoAsset[],
  middleware: readonly DemoAsset[],
): void {
  const { rng } = world;
  const identity: DemoAsset[] = [];
  let wanted = share(world, 'application');
  for (const plan of services.slice(0, share(world, 'businessService'))) {
    const criticality = plan.critical ? 'critical' : 'high';
    const service = world.addAsset(
      'businessService',
      900,
      care(world, 0, { name: world.t(plan.name), criticality }),
    );
    for (const label of plan.applications) {
      if (wanted-- <= 0) break;
      const application = world.addAsset(
        'application',
        800,
        care(world, 0, { name: world.t(label), criticality, version: `${rng.int(2, 9)}.${rng.int(0, 12)}` }),
      );
      const front = world.addAsset(
        'applicationService',
        800,
        care(world, 0, {
          name: world.say(`${world.t(label)} 服务`, `${world.t(label)} service`),
          criticality,
        }),
      );
      world.relate(service, 'dependsOn', front);
      world.relate(front, 'uses', application);
      for (const vm of rng.sample(machines, rng.int(2, 4))) world.relate(application, 'runsOn', vm);
      for (const db of rng.sample(databases, rng.int(1, 2))) world.relate(application, 'dependsOn', db);
      if (rng.chance(0.6)) world.relate(application, 'dependsOn', rng.pick(middleware));
      const login = identity[0];
      if (login) world.relate(application, 'dependsOn', login);
      if (label.en === 'Identity service') identity.push(application);
    }
  }
}

/** Plugs what stands in rooms into the switches there. */
export function cableOffice(world: World, network: Network): void {
  const { access } = network;
  [...world.of('wirelessAp', 'camera')].forEach((thing, i) => {
    const sw = access[i % access.length] as DemoAsset;
    world.relate(thing, 'connectedTo', sw, 'LAN', `GE1/0/${(Math.floor(i / access.length) % 24) + 1}`);
  });
  world.of('desktop').forEach((pc, i) => {
    if (pc.values.status === 'inUse') world.relate(pc, 'connectedTo', access[i % access.length] as DemoAsset);
  });
}
