import type { Register } from '../store/register.ts';
import { addDailyWork } from './daily-work.ts';
import { addAgreements, addViews, importBought } from './imports.ts';
import { addMachineRoom } from './machine-room.ts';
import { addOffice } from './office.ts';
import { addPeopleAndPlaces } from './people-and-places.ts';
import { addDisposed, addRetirementsUnderWay } from './retirements.ts';
import { addClosedStocktake, addStocktakeUnderWay } from './stocktakes.ts';
import { addSystems, cableOffice } from './systems.ts';
import { type DemoOptions, World } from './world.ts';

export type { DemoOptions } from './world.ts';

export interface DemoResult {
  /** The asset manager, in whose name the sample is opened. */
  readonly actor: string;
  readonly assets: number;
}

/**
 * Fills a new register with the sample: a company with its people, places, machines and a year and a half of history.
 * Everything passes through commit, in the order in which it is said to have happened.
 * @throws HoldfastError ALREADY_STARTED when the register is in use
 */
export async function buildDemo(reg: Register, options: DemoOptions): Promise<DemoResult> {
  const world = new World(reg, options);
  // Hundreds of small commits need not reach the disk one by one: a sample that was cut off is made anew.
  reg.transaction(() => addOpening(world));
  const hq = world.place('HQ');
  await addClosedStocktake(world, 420, 0.8, world.say('年度全面盘点', 'Annual stocktake'), [hq]);
  reg.transaction(() => {
    importBought(world, world.say('上年新购.xlsx', 'purchases last year.xlsx'), 299, 560, 300);
    addDailyWork(world, 290, 160, 0.9);
  });
  const spot = [world.place('HQ/1')];
  await addClosedStocktake(world, 150, 0.9, world.say('2号楼抽盘', 'Building 2 spot check'), spot);
  reg.transaction(() => {
    addDisposed(world, 130);
    addDailyWork(world, 90, 62, 1);
    importBought(world, world.say('上半年新购.xlsx', 'purchases this half-year.xlsx'), 59, 300, 60);
    addDailyWork(world, 55, 31, 1.2);
    importBought(world, world.say('本月新建.xlsx', 'new this month.xlsx'), 29, 60, 0);
    addViews(world);
    addRetirementsUnderWay(world);
    addDailyWork(world, 10, 4, 3);
  });
  addStocktakeUnderWay(world);
  return { actor: world.person(1).id, assets: world.assets.length };
}

function addOpening(world: World): void {
  addPeopleAndPlaces(world);
  const network = addMachineRoom(world);
  addSystems(world);
  addOffice(world);
  cableOffice(world, network);
  const opening = world.say('期初资产台账.xlsx', 'opening register.xlsx');
  importBought(world, opening, 558, Number.POSITIVE_INFINITY, 560);
  addAgreements(world);
}
