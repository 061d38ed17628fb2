import { isGone } from '../../model/index.ts';
import {
  approveRetirement,
  disposeRetirement,
  rejectRetirement,
  withdrawRetirement,
} from '../lifecycle/decide.ts';
import { mediaOf, updateMedium } from '../lifecycle/media.ts';
import { requestRetirement } from '../lifecycle/request.ts';
import { presentAssets } from './imports.ts';
import type { DemoAsset, World } from './world.ts';

interface Request {
  readonly daysAgo: number;
  readonly by: number;
  readonly assets: readonly DemoAsset[];
  readonly reason: string;
  readonly zh: string;
  readonly en: string;
}

/** The oldest things that nobody has put up for retirement yet. */
function oldest(world: World, count: number, ...classes: readonly string[]): DemoAsset[] {
  return presentAssets(world)
    .filter(
      (a) => classes.includes(a.class) && ['idle', 'inStock', 'inUse'].includes(String(a.values.status)),
    )
    .filter((a) => !isGone(a.values.status))
    .sort((a, b) => b.bought - a.bought)
    .slice(0, count);
}

function request(world: World, { daysAgo, by, assets, reason, zh, en }: Request): string | null {
  if (assets.length === 0) return null;
  world.at(daysAgo, 10);
  const id = requestRetirement(world.reg, world.person(by).id, {
    title: world.say(zh, en),
    assets: assets.map((asset) => asset.id),
    reason,
    explanation: world.say(
      '超过使用年限，维修成本高于残值。',
      'Past its useful life; repair costs more than it is worth.',
    ),
  });
  for (const asset of assets) asset.values.status = 'pendingRetirement';
  return id;
}

function approve(world: World, id: string, daysAgo: number, assets: readonly DemoAsset[]): void {
  world.at(daysAgo, 15);
  const note = world.say('同意。', 'Agreed.');
  approveRetirement(world.reg, world.person(3).id, id, { note, approvalNo: '' });
  for (const asset of assets) asset.values.status = 'retired';
}

/** Proves some of the media of a retirement, each by one person and verified by another. */
function prove(world: World, id: string, daysAgo: number, share: number): void {
  const rid = world.reg.keys.findRid(id);
  if (rid === null) return;
  const media = mediaOf(world.reg, rid);
  world.at(daysAgo, 11);
  for (const [i, medium] of media.entries()) {
    if (i >= Math.ceil(media.length * share)) break;
    const purge = i % 3 !== 2;
    updateMedium(world.reg, world.person(9).id, world.reg.keys.uuid(medium.rid), {
      serial: `MED-${world.rng.int(100_000, 999_999)}`,
      kind: world.rng.pick(['ssd', 'hdd']),
      capacity: world.rng.pick(['512 GB', '1 TB', '1.92 TB']),
      method: purge ? 'purge' : 'destroy',
      technique: purge
        ? world.say('厂商安全擦除命令', 'Sanitize command of the drive')
        : world.say('粉碎至 2 毫米以下', 'Shredded to below 2 mm'),
      operator: world.person(9).id,
      verifier: world.person(11).id,
      date: world.date(daysAgo),
      result: 'passed',
      evidence: `CERT-${world.rng.int(1000, 9999)}`,
    });
  }
}

/** A retirement that went its whole way. */
export function addDisposed(world: World, daysAgo: number): void {
  const assets = oldest(world, 6, 'desktop', 'laptop');
  const id = request(world, {
    daysAgo,
    by: 2,
    assets,
    reason: 'endOfLife',
    zh: '年度办公电脑报废',
    en: 'Yearly retirement of office computers',
  });
  if (id === null) return;
  approve(world, id, daysAgo - 4, assets);
  prove(world, id, daysAgo - 12, 1);
  world.at(daysAgo - 20, 14);
  const recipient = world.say('绿源再生资源有限公司', 'Greenwell Recycling');
  disposeRetirement(world.reg, world.person(2).id, id, { disposal: 'recycled', recipient });
  for (const asset of assets) asset.values.status = 'disposed';
}

/** Retirements at every other stage: approved with proofs missing, refused, withdrawn, and waiting for approval. */
export function addRetirementsUnderWay(world: World): void {
  const servers = oldest(world, 4, 'server');
  const approved = request(world, {
    daysAgo: 26,
    by: 7,
    assets: servers,
    reason: 'obsolete',
    zh: '老旧服务器下架',
    en: 'Old servers taken out',
  });
  const printers = oldest(world, 2, 'printer');
  const refused = request(world, {
    daysAgo: 25,
    by: 1,
    assets: printers,
    reason: 'broken',
    zh: '打印机报废',
    en: 'Printers',
  });
  if (approved !== null) approve(world, approved, 22, servers);
  if (refused !== null) {
    world.at(21, 9);
    rejectRetirement(
      world.reg,
      world.person(3).id,
      refused,
      world.say('尚可维修，请先送修。', 'Can still be repaired.'),
    );
    for (const asset of printers) asset.values.status = 'inUse';
  }
  if (approved !== null) prove(world, approved, 18, 0.5);
  const monitors = oldest(world, 3, 'monitor');
  const withdrawn = request(world, {
    daysAgo: 16,
    by: 2,
    assets: monitors,
    reason: 'endOfLife',
    zh: '旧显示器',
    en: 'Old monitors',
  });
  if (withdrawn !== null) {
    world.at(15, 10);
    withdrawRetirement(world.reg, world.person(2).id, withdrawn);
    for (const asset of monitors) asset.values.status = 'idle';
  }
  request(world, {
    daysAgo: 13,
    by: 2,
    assets: oldest(world, 5, 'laptop'),
    reason: 'endOfLife',
    zh: '到期笔记本报废',
    en: 'Laptops at the end of their life',
  });
  request(world, {
    daysAgo: 12,
    by: 8,
    assets: oldest(world, 2, 'switch'),
    reason: 'obsolete',
    zh: '接入交换机更换',
    en: 'Access switches replaced',
  });
}
