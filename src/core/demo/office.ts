import { shares } from './catalogue.ts';
import { buy } from './things.ts';
import type { DemoPerson, World } from './world.ts';

const personal = new Set(['desktop', 'laptop', 'mobile', 'monitor']);
const classes = [
  'desktop',
  'monitor',
  'mobile',
  'printer',
  'peripheral',
  'component',
  'furniture',
  'vehicle',
  'otherEquipment',
  'consumable',
  'wirelessAp',
  'camera',
];

/** How many of a class this sample has. */
export function share(world: World, classKey: string): number {
  return Math.max(1, Math.round(((shares[classKey] ?? 0) * world.wanted) / 2000));
}

/** What stands on desks and in rooms; laptops take what is left of the wanted number. */
export function addOffice(world: World): void {
  for (const classKey of classes) {
    for (let i = share(world, classKey); i > 0; i--) addOne(world, classKey);
  }
  while (world.assets.length < world.wanted) addOne(world, 'laptop');
}

function addOne(world: World, classKey: string): void {
  const { rng } = world;
  const spare = classKey === 'component' || classKey === 'consumable';
  const place = spare ? world.place('store') : rng.pick(world.offices);
  const owner = rng.pick(world.people);
  const asset = buy(world, classKey, { place }, departmentOf(world, owner));
  if (asset.values.status === 'inStock') asset.values.location = world.place('store').id;
  if (asset.values.status === 'inUse' && personal.has(classKey)) {
    asset.values.user = owner.id;
    if (classKey !== 'monitor')
      asset.values.hostname = `${classKey === 'laptop' ? 'NB' : 'PC'}-${asset.tag.slice(-5)}`;
  }
  if (classKey === 'vehicle' || classKey === 'otherEquipment') asset.values.criticality = 'medium';
}

function departmentOf(world: World, owner: DemoPerson) {
  const keeper = world.rng.chance(0.75) ? custodianOf(world, owner) : owner;
  return {
    department: world.departments[owner.department] as string,
    managingDepartment: world.departments[2] as string,
    custodian: keeper.id,
  };
}

/** The coordinator of the department, or one of the two of asset management. */
function custodianOf(world: World, owner: DemoPerson): DemoPerson {
  const coordinators = [12, 13, 14, 15].map((part) => world.person(part));
  return coordinators.find((c) => c.department === owner.department) ?? world.person(world.rng.int(1, 2));
}
