import { closeSheet } from '../stocktake/close.ts';
import { createSheet } from '../stocktake/create.ts';
import { type Scan, scanLabel } from '../stocktake/scan.ts';
import { startSheet } from '../stocktake/start.ts';
import { presentAssets } from './imports.ts';
import type { DemoAsset, Place, World } from './world.ts';

/** What can be touched and carries a label. */
const physical =
  'class=server,storage,networkDevice,desktop,laptop,monitor,printer,peripheral,ups,pdu,rack,otherEquipment';
const physicalClasses = new Set(
  'server storage switch router firewall loadBalancer wirelessAp desktop laptop monitor printer peripheral ups pdu rack otherEquipment'.split(
    ' ',
  ),
);

function plan(world: World, name: string, locations: readonly Place[], due: string): string {
  const sheet = { name, filter: physical, locations: locations.map((place) => place.id), due };
  const actor = world.person(1).id;
  return world.reg.transaction(() => {
    const id = createSheet(world.reg, actor, sheet);
    startSheet(world.reg, actor, id);
    return id;
  });
}

/** What a stocktake of these places expects, in the order in which people walk. */
function expected(world: World, places: readonly Place[]): DemoAsset[] {
  const ids = new Set(
    [...world.offices, ...world.racks, ...world.named.values()]
      .filter((place) => places.some((p) => place.within.includes(p.id)))
      .map((place) => place.id),
  );
  return presentAssets(world).filter(
    (a) => physicalClasses.has(a.class) && ids.has(String(a.values.location ?? '')),
  );
}

const scan = (label: string, location: string | null, more: Partial<Scan> = {}): Scan => ({
  scan: label,
  location,
  user: null,
  condition: null,
  notes: null,
  ...more,
});

/** A stocktake that was counted for the most part and closed. */
export async function addClosedStocktake(
  world: World,
  daysAgo: number,
  share: number,
  name: string,
  places: readonly Place[],
): Promise<void> {
  world.at(daysAgo, 8.5);
  const id = plan(world, name, places, world.date(daysAgo - 10));
  const things = expected(world, places);
  world.reg.transaction(() => {
    for (const [i, asset] of things.entries()) {
      if (!world.rng.chance(share)) continue;
      world.at(daysAgo - Math.floor((i / things.length) * 5));
      const counter = world.person(world.rng.pick([2, 9, 12, 13]));
      scanLabel(world.reg, counter.id, id, scan(asset.tag, String(asset.values.location)));
    }
  });
  world.at(daysAgo - 8, 17);
  await closeSheet(world.reg, world.person(1).id, id, false);
}

/** A stocktake that began three days ago, half counted, with everything that turns up in one. */
export function addStocktakeUnderWay(world: World): void {
  const places = [world.place('HQ/0')];
  world.at(3, 8.5);
  const id = plan(
    world,
    world.say('1号楼第四季度盘点', 'Building 1, fourth quarter'),
    places,
    world.date(-11),
  );
  const things = expected(world, places);
  const elsewhere = presentAssets(world).filter((a) => physicalClasses.has(a.class) && !things.includes(a));
  const counted = things.slice(0, Math.ceil(things.length * 0.58));
  world.reg.transaction(() => {
    counted.forEach((asset, i) => {
      world.at(3 - Math.floor((i / counted.length) * 3));
      count(world, id, asset, i);
      if (i % 19 === 7) surprise(world, id, elsewhere, i);
    });
  });
}

function count(world: World, id: string, asset: DemoAsset, i: number): void {
  const { rng } = world;
  const counter = world.person(rng.pick([2, 9, 2, 6])).id;
  const here = String(asset.values.location);
  if (i % 17 === 3) {
    scanLabel(world.reg, counter, id, scan(asset.tag, rng.pick(world.offices).id));
  } else if (i % 13 === 5 && asset.values.user) {
    const notes = world.say('已转交同事，未办手续。', 'Passed on to a colleague without paperwork.');
    scanLabel(world.reg, counter, id, scan(asset.tag, here, { user: rng.pick(world.people).id, notes }));
  } else if (i % 23 === 11) {
    const notes = world.say('屏幕碎裂。', 'The screen is cracked.');
    scanLabel(world.reg, counter, id, scan(asset.tag, here, { condition: 'damaged', notes }));
  } else {
    scanLabel(world.reg, counter, id, scan(asset.tag.toLowerCase(), here));
  }
}

/** Labels that the list does not have: of other places, of nobody, of things that are gone. */
function surprise(world: World, id: string, elsewhere: readonly DemoAsset[], i: number): void {
  const { rng } = world;
  const place = rng.pick(world.offices).id;
  const counter = world.person(2).id;
  const gone = elsewhere.filter((a) => a.values.status === 'retired' || a.values.status === 'disposed');
  const labels = [rng.pick(elsewhere).tag, `OLD-${rng.int(1000, 9999)}`];
  const thing = gone[i % Math.max(1, gone.length)];
  if (thing && i % 2 === 0) labels.push(thing.tag);
  for (const label of labels) scanLabel(world.reg, counter, id, scan(label, place));
}
