import type { Draft } from '../log/commit.ts';
import { type DemoAsset, day, type World } from './world.ts';

/** Writes assets bought between two days before now as an import of a workbook, and the relations that now hold. */
export function importBought(world: World, name: string, daysAgo: number, from: number, to: number): void {
  const due = world.assets.filter((asset) => asset.bought < from && asset.bought >= to);
  const rows = due.length;
  world.at(daysAgo, 10);
  const summary = { rows, created: rows, updated: 0, unchanged: 0, skipped: 0, rejected: 0 };
  const drafts = due.map((asset) => world.create('asset', { ...asset.values }, asset.id));
  world.commit('import', name, world.person(1).id, drafts, summary);
  for (const asset of due) world.present.add(asset.id);
  relatePresent(world, daysAgo - 1);
}

/** Relations whose two ends are in the register, written by the engineers who surveyed them. */
function relatePresent(world: World, daysAgo: number): void {
  const here = (id: unknown) => world.present.has(id as string);
  const ready = world.relations.filter(
    (d) => d.op === 'create' && here(d.patch.source) && here(d.patch.target),
  );
  const done = new Set<Draft>(ready);
  world.relations.splice(0, Infinity, ...world.relations.filter((d) => !done.has(d)));
  world.at(daysAgo, 11);
  const label = world.say('机房与网络普查', 'Survey of machine room and network');
  world.commit('relation', label, world.person(8).id, ready);
}

/** Assets that are in the register and can be edited. */
export function presentAssets(world: World): DemoAsset[] {
  return world.assets.filter((asset) => world.present.has(asset.id));
}

/** Agreements that cover what was bought: maintenance contracts and software licences. */
export function addAgreements(world: World): void {
  world.at(500, 15);
  const { rng } = world;
  const currency = world.language === 'zh' ? 'CNY' : 'GBP';
  const contracts = [
    world.say('服务器与存储原厂维保', 'Server and storage maintenance'),
    world.say('网络设备维保', 'Network maintenance'),
    world.say('机房动力环境维保', 'Power and cooling maintenance'),
    world.say('办公设备租赁', 'Office equipment lease'),
    world.say('打印服务外包', 'Managed printing'),
    world.say('信息清除与回收服务', 'Data erasure and recycling'),
    world.say('互联网专线服务', 'Internet lines'),
    world.say('视频监控维护', 'Camera maintenance'),
  ].map((name, i) =>
    world.create('contract', {
      number: `HT-${2024 + (i % 2)}-${String(i + 11).padStart(3, '0')}`,
      name,
      supplier: world.organisations.get(
        i === 3 ? 'supplier4' : i === 5 ? 'provider1' : 'provider0',
      ) as string,
      start: world.date(rng.int(300, 480)),
      end: world.date(-rng.int(-40, 420)),
      amount: rng.int(20, 480) * 100_000,
      currency,
    }),
  );
  const licences = [
    'Windows Server 2022 Datacenter',
    'vSphere 8 Enterprise Plus',
    'Oracle Database EE',
    'Office LTSC 2021',
    'SolidWorks 2024',
    'JetBrains All Products',
    'Endpoint Security',
    'Kylin Server V10',
  ].map((name, i) =>
    world.create('licence', {
      name,
      supplier: world.organisations.get(`supplier${i % 2}`) as string,
      key: `DEMO-${String(rng.int(0, 9999)).padStart(4, '0')}-${String(rng.int(0, 9999)).padStart(4, '0')}`,
      seats: rng.pick([10, 25, 40, 120, 400]),
      end: world.date(-rng.int(-60, 700)),
      cost: rng.int(8, 300) * 100_000,
      currency,
    }),
  );
  world.commit('edit', world.say('合同与许可', 'Contracts and licences'), world.person(2).id, [
    ...contracts,
    ...licences,
  ]);
}

/** Views that people saved; days are written out, since the filter grammar has no "in 90 days". */
export function addViews(world: World): void {
  world.at(28, 14);
  const keeper = world.person(1);
  const in90 = new Date(world.now + 90 * day).toISOString().slice(0, 10);
  const today = world.date(0);
  const yearAgo = world.date(365);
  const views: ReadonlyArray<readonly [zh: string, en: string, filter: string, sort: string]> = [
    ['我保管的', 'In my custody', `custodian="${keeper.name}"`, 'tag'],
    [
      '保修90天内到期',
      'Warranty ends within 90 days',
      `warrantyEnd>=${today} warrantyEnd<=${in90}`,
      'warrantyEnd',
    ],
    ['已过保仍在用', 'In use, out of warranty', `status=inUse warrantyEnd<${today}`, 'warrantyEnd'],
    [
      '一年未盘点',
      'Not counted for a year',
      `lastCounted<${yearAgo} status=inUse,inStock,idle,inRepair`,
      'tag',
    ],
    ['闲置可调配', 'Idle, free to reuse', 'status=idle,inStock', 'tag'],
    [
      '机房服务器',
      'Servers in the machine room',
      `class=server location~"${world.say('主机房', 'Machine room')}"`,
      'tag',
    ],
    ['待报废', 'Pending retirement', 'status=pendingRetirement', 'tag'],
    ['关键系统', 'Critical systems', 'criticality=critical class=service,software', 'name'],
  ];
  const columns = ['tag', 'name', 'class', 'status', 'location', 'user', 'custodian', 'warrantyEnd'];
  world.commit(
    'edit',
    world.say('视图', 'Views'),
    keeper.id,
    views.map(([zh, en, filter, sort]) =>
      world.create('savedView', { name: world.say(zh, en), entity: 'asset', filter, sort, columns }),
    ),
  );
}
