import { isGone, type Value } from '../../model/index.ts';
import { presentAssets } from './imports.ts';
import type { DemoAsset, World } from './world.ts';

type Made = { actor: string; patch: Record<string, Value> } | null;
type Event = (world: World, asset: DemoAsset) => Made;

const desk = new Set(['desktop', 'laptop', 'monitor', 'printer', 'mobile', 'peripheral']);

const events: ReadonlyArray<readonly [Event, number]> = [
  [move, 4],
  [handOver, 4],
  [repair, 3],
  [stockOrIdle, 2],
  [annotate, 2],
];

/**
 * What happens to assets from day to day, spread over some time: moves, hand-overs, repairs and notes, one operation each.
 * @param from days before now of the first, `to` of the last
 */
export function addDailyWork(world: World, from: number, to: number, perDay: number): void {
  const total = Math.round((from - to) * perDay * Math.min(1, world.wanted / 2000));
  const assets = presentAssets(world).filter((asset) => !isGone(asset.values.status));
  for (let i = 0; i < total; i++) {
    const asset = world.rng.pick(assets);
    const made = world.rng.weighted(events)(world, asset);
    if (!made || asset.values.status === 'pendingRetirement') continue;
    world.at(from - ((from - to) * i) / total);
    world.commit('edit', `${asset.tag} ${asset.values.name}`, made.actor, [world.change(asset, made.patch)]);
  }
}

function move(world: World, asset: DemoAsset): Made {
  if (!desk.has(asset.class)) return null;
  const place = world.rng.pick(world.offices);
  return { actor: world.person(world.rng.pick([1, 2, 9])).id, patch: { location: place.id } };
}

function handOver(world: World, asset: DemoAsset): Made {
  if (!desk.has(asset.class) || asset.values.status !== 'inUse') return null;
  const to = world.rng.pick(world.people);
  const patch = { user: to.id, department: world.departments[to.department] as string };
  return { actor: world.person(world.rng.pick([1, 2, 12, 13])).id, patch };
}

function repair(world: World, asset: DemoAsset): Made {
  const { rng } = world;
  if (asset.values.status === 'inRepair') {
    const notes = world.say(
      rng.pick(['更换主板后恢复正常。', '更换硬盘，数据已恢复。', '清灰并更换风扇。', '电源模块更换完毕。']),
      rng.pick([
        'Main board replaced.',
        'Drive replaced, data restored.',
        'Cleaned, fan replaced.',
        'Power supply replaced.',
      ]),
    );
    return { actor: world.person(rng.pick([7, 8, 9])).id, patch: { status: 'inUse', notes } };
  }
  if (asset.values.status !== 'inUse' || !desk.has(asset.class)) return null;
  const notes = world.say('送修：开机异常。', 'Sent for repair: does not start.');
  return { actor: world.person(9).id, patch: { status: 'inRepair', notes } };
}

function stockOrIdle(world: World, asset: DemoAsset): Made {
  if (!desk.has(asset.class) || !['inUse', 'idle', 'inStock'].includes(String(asset.values.status)))
    return null;
  const back = asset.values.status === 'inUse';
  const patch: Record<string, Value> = back
    ? { status: 'inStock', user: null, location: world.place('store').id }
    : { status: 'inUse', user: world.rng.pick(world.people).id };
  return { actor: world.person(2).id, patch };
}

function annotate(world: World, asset: DemoAsset): Made {
  const { rng } = world;
  if (asset.class === 'server') {
    const notes = world.say('季度巡检正常，固件已升级。', 'Quarterly inspection passed, firmware updated.');
    return { actor: world.person(7).id, patch: { notes } };
  }
  if (asset.class === 'virtualMachine') {
    return { actor: world.person(10).id, patch: { memory: rng.pick([8, 16, 32, 64]) } };
  }
  return { actor: world.person(1).id, patch: { ledgerNo: `GDZC${rng.int(100_000, 999_999)}` } };
}
