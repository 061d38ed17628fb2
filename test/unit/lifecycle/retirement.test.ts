import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  approveRetirement,
  disposeRetirement,
  rejectRetirement,
  withdrawRetirement,
} from '../../../src/core/lifecycle/decide.ts';
import { listRetirements, retirementInfo } from '../../../src/core/lifecycle/info.ts';
import { addMedium, removeMedium, updateMedium } from '../../../src/core/lifecycle/media.ts';
import { renumberRetirement } from '../../../src/core/lifecycle/renumber.ts';
import { requestRetirement } from '../../../src/core/lifecycle/request.ts';
import { uuidText } from '../../../src/core/log/pure/ids.ts';
import { undoBatch } from '../../../src/core/log/undo.ts';
import { StocktakeWorld } from '../../support/stocktake.ts';

let world: StocktakeWorld;
let approver: string;
let technician: string;
let verifier: string;

beforeEach(() => {
  world = new StocktakeWorld();
  approver = world.person('张敏', 'approver');
  technician = world.person('林志强', 'technician');
  verifier = world.person('王磊', 'technician');
});
afterEach(() => world.close());

const code = (name: string) => expect.objectContaining({ code: name });
const approval = { note: '同意', approvalNo: 'OA-2026-118' };
const disposal = { disposal: 'scrapped', recipient: '绿环回收' };

function request(assets: readonly string[], by = technician): string {
  return requestRetirement(world.reg, by, { title: '', assets, reason: 'broken', explanation: '主板烧毁' });
}
function info(id: string, as = world.me) {
  return retirementInfo(world.reg, as, id);
}
function status(asset: string): unknown {
  return world.values('asset', asset).status;
}
const proof = () => ({
  serial: 'S3Z9NB0K',
  method: 'destroy',
  operator: technician,
  verifier,
  date: '2026-01-05',
  result: 'passed',
});

describe('a request', () => {
  it('numbers itself, makes its assets pending and gives each data-bearing one a medium to prove', () => {
    const server = world.asset('SRV-1', { status: 'inRepair' });
    const desk = world.asset('DESK-1', { class: 'furniture', status: 'idle' });
    const id = request([server, desk]);
    const found = info(id);
    expect(found.values).toMatchObject({ number: 'BF-2026-0001', state: 'requested', requester: technician });
    expect(found.assets.map((a) => [a.tag, a.status, a.dataBearing])).toEqual([
      ['DESK-1', 'pendingRetirement', false],
      ['SRV-1', 'pendingRetirement', true],
    ]);
    expect(found.media).toMatchObject([{ assetTag: 'SRV-1', proven: false, values: { result: 'pending' } }]);
    expect(found.mediaUnproven).toBe(1);
    expect(info(request([world.asset('SRV-2')])).values.number).toBe('BF-2026-0002');
    expect(listRetirements(world.reg, 'requested').map((r) => [r.values.number, r.assetCount])).toEqual([
      ['BF-2026-0002', 1],
      ['BF-2026-0001', 2],
    ]);
  });

  it('puts what belongs to one asset into one group', () => {
    const id = request([world.asset('SRV-1'), world.asset('SRV-2')]);
    const groups = world.reg.db
      .prepare(
        `SELECT grp, count(*) AS n FROM change WHERE batch = (SELECT batch FROM change WHERE record = ?) GROUP BY grp ORDER BY grp`,
      )
      .all(world.reg.keys.findRid(id));
    expect(groups).toEqual([
      { grp: null, n: 2 },
      { grp: 1, n: 3 },
      { grp: 2, n: 3 },
    ]);
  });

  it.each(['pendingRetirement', 'retired', 'disposed', 'missing', 'planned'])(
    'of something that is %s is refused and writes nothing',
    (state) => {
      const good = world.asset('SRV-1');
      const bad = world.asset('SRV-2', { status: state });
      expect(() => request([good, bad])).toThrowError(code('ASSET_NOT_RETIRABLE'));
      expect(status(good)).toBe('inUse');
      expect(listRetirements(world.reg)).toEqual([]);
    },
  );

  it('shows what still depends on each asset, but not what is gone', () => {
    const db = world.asset('DB-1');
    const app = world.asset('APP-1', { class: 'application' });
    const old = world.asset('APP-0', { class: 'application', status: 'retired' });
    const relate = (source: string) =>
      world.commit([{ op: 'create', entity: 'relation', patch: { source, target: db, type: 'dependsOn' } }]);
    relate(app);
    relate(old);
    const [asset] = info(request([db])).assets;
    expect(asset?.dependents).toEqual([{ id: app, tag: 'APP-1', name: '名称 APP-1', type: 'dependsOn' }]);
  });

  it('is withdrawn by the one who filed it only, and its assets go back to where they were', () => {
    const server = world.asset('SRV-1', { status: 'inRepair' });
    const id = request([server]);
    expect(() => withdrawRetirement(world.reg, verifier, id)).toThrowError(code('NOT_YOUR_REQUEST'));
    withdrawRetirement(world.reg, technician, id);
    expect(status(server)).toBe('inRepair');
    expect(info(id).values.state).toBe('withdrawn');
    expect(() => approveRetirement(world.reg, approver, id, approval)).toThrowError(code('RETIREMENT_STATE'));
  });

  it('can be undone as a whole', async () => {
    const server = world.asset('SRV-1');
    const id = request([server]);
    const batch = world.reg.db
      .prepare('SELECT b.id FROM batch b JOIN change c ON c.batch = b.key WHERE c.record = ?')
      .pluck()
      .get(world.reg.keys.findRid(id)) as Buffer;
    await undoBatch(world.reg, technician, uuidText(batch));
    expect(status(server)).toBe('inUse');
    expect(() => info(id)).toThrowError(code('RETIREMENT_NOT_FOUND'));
  });
});

describe('a decision', () => {
  it('is never for the one who asked, whatever the role', () => {
    const server = world.asset('SRV-1');
    const id = request([server], world.me);
    expect(info(id, world.me).can.approve).toBe('OWN_REQUEST');
    expect(() => approveRetirement(world.reg, world.me, id, approval)).toThrowError(code('OWN_REQUEST'));
    expect(status(server)).toBe('pendingRetirement');
  });

  it('is not for technicians, neither way', () => {
    const id = request([world.asset('SRV-1')]);
    expect(info(id, verifier).can.approve).toBe('ROLE_FORBIDS');
    expect(() => approveRetirement(world.reg, verifier, id, approval)).toThrowError(code('ROLE_FORBIDS'));
    expect(() => rejectRetirement(world.reg, verifier, id, '')).toThrowError(code('ROLE_FORBIDS'));
  });

  it('to approve retires the assets and keeps who, when and the number of the approval', () => {
    const server = world.asset('SRV-1');
    const id = request([server]);
    expect(info(id, approver).can).toMatchObject({ approve: null, recordMedia: 'NOT_APPROVED_YET' });
    approveRetirement(world.reg, approver, id, approval);
    expect(status(server)).toBe('retired');
    expect(info(id).values).toMatchObject({
      state: 'approved',
      approver,
      decisionNote: '同意',
      approvalNo: 'OA-2026-118',
    });
  });

  it('stands or falls with what it does to the assets', () => {
    const id = request([world.asset('SRV-1'), world.asset('SRV-2')]);
    approveRetirement(world.reg, approver, id, approval);
    const newest = 'SELECT max(key) FROM batch';
    const groups = world.reg.db.prepare(`SELECT grp FROM change WHERE batch = (${newest})`).pluck().all();
    expect(groups).toEqual([1, 1, 1]);
  });

  it('to refuse gives the assets their state back', () => {
    const server = world.asset('SRV-1', { status: 'idle' });
    const id = request([server]);
    rejectRetirement(world.reg, approver, id, '还能用');
    expect(status(server)).toBe('idle');
    expect(info(id).values).toMatchObject({ state: 'rejected', decisionNote: '还能用' });
  });
});

describe('sanitisation', () => {
  it('cannot be recorded before the approval', () => {
    const id = request([world.asset('SRV-1')]);
    const [medium] = info(id).media;
    expect(() => updateMedium(world.reg, technician, medium?.id as string, proof())).toThrowError(
      code('NOT_APPROVED_YET'),
    );
    expect(() => disposeRetirement(world.reg, technician, id, disposal)).toThrowError(
      code('NOT_APPROVED_YET'),
    );
  });

  it('needs serial, method, operator, another verifier, date and a good result', () => {
    const id = request([world.asset('SRV-1')]);
    approveRetirement(world.reg, approver, id, approval);
    const medium = info(id).media[0]?.id as string;
    const proven = () => info(id).media[0]?.proven;
    updateMedium(world.reg, technician, medium, proof());
    expect(proven()).toBe(true);
    for (const missing of ['serial', 'method', 'operator', 'verifier', 'date', 'result'] as const) {
      updateMedium(world.reg, technician, medium, { [missing]: null });
      expect(proven(), missing).toBe(false);
      updateMedium(world.reg, technician, medium, proof());
    }
    updateMedium(world.reg, technician, medium, { result: 'failed' });
    expect(proven()).toBe(false);
  });

  it('is verified by somebody else than the operator, also when set one after the other', () => {
    const id = request([world.asset('SRV-1')]);
    approveRetirement(world.reg, approver, id, approval);
    const medium = info(id).media[0]?.id as string;
    updateMedium(world.reg, technician, medium, { operator: technician });
    expect(() => updateMedium(world.reg, technician, medium, { verifier: technician })).toThrowError(
      code('SAME_PERSON'),
    );
    const asset = info(id).assets[0]?.id as string;
    expect(() => addMedium(world.reg, technician, id, asset, { operator: verifier, verifier })).toThrowError(
      code('SAME_PERSON'),
    );
  });

  it('of a device without a medium needs two people and a date', () => {
    const id = request([world.asset('SRV-1')]);
    approveRetirement(world.reg, approver, id, approval);
    const medium = info(id).media[0]?.id as string;
    updateMedium(world.reg, technician, medium, { result: 'noMedium' });
    expect(info(id).mediaUnproven).toBe(1);
    updateMedium(world.reg, technician, medium, { operator: technician, verifier, date: '2026-01-05' });
    expect(info(id).mediaUnproven).toBe(0);
  });

  it('keeps at least one medium for each data-bearing asset', () => {
    const id = request([world.asset('SRV-1')]);
    approveRetirement(world.reg, approver, id, approval);
    const asset = info(id).assets[0]?.id as string;
    const first = info(id).media[0]?.id as string;
    expect(() => removeMedium(world.reg, technician, first)).toThrowError(code('LAST_MEDIUM'));
    addMedium(world.reg, technician, id, asset, { serial: 'SECOND' });
    removeMedium(world.reg, technician, first);
    expect(info(id).media.map((m) => m.values.serial)).toEqual(['SECOND']);
  });

  it('is only noted for assets of the same retirement', () => {
    const id = request([world.asset('SRV-1')]);
    approveRetirement(world.reg, approver, id, approval);
    expect(() => addMedium(world.reg, technician, id, world.asset('SRV-2'), {})).toThrowError(
      code('REFERENCE_UNKNOWN'),
    );
  });
});

describe('disposal', () => {
  it('waits until every medium has its proof, and says how many lack it', () => {
    const server = world.asset('SRV-1');
    const id = request([server, world.asset('SRV-2')]);
    approveRetirement(world.reg, approver, id, approval);
    const [first, second] = info(id).media.map((m) => m.id) as [string, string];
    updateMedium(world.reg, technician, first, proof());
    expect(info(id, technician).can.dispose).toBe('MEDIA_UNPROVEN');
    expect(() => disposeRetirement(world.reg, technician, id, disposal)).toThrowError(
      expect.objectContaining({ code: 'MEDIA_UNPROVEN', params: { missing: 1 } }),
    );
    expect(status(server)).toBe('retired');
    updateMedium(world.reg, technician, second, { ...proof(), serial: 'S3Z9NB0L' });
    expect(info(id, technician).can.dispose).toBeNull();
    disposeRetirement(world.reg, technician, id, disposal);
    expect(status(server)).toBe('disposed');
    expect(info(id).values).toMatchObject({
      state: 'disposed',
      disposal: 'scrapped',
      disposedBy: technician,
    });
  });

  it('ends the recording', () => {
    const id = request([world.asset('DESK-1', { class: 'furniture' })]);
    approveRetirement(world.reg, approver, id, approval);
    disposeRetirement(world.reg, technician, id, disposal);
    const asset = info(id).assets[0]?.id as string;
    expect(() => addMedium(world.reg, technician, id, asset, {})).toThrowError(code('RETIREMENT_STATE'));
    expect(info(id).can).toEqual({
      approve: 'RETIREMENT_STATE',
      dispose: 'RETIREMENT_STATE',
      withdraw: 'RETIREMENT_STATE',
      recordMedia: 'RETIREMENT_STATE',
    });
  });
});

describe('a number that two laptops gave', () => {
  it('is replaced on one of the sheets, and only then', () => {
    const [first, second] = ['PC-801', 'PC-802'].map((tag) => request([world.asset(tag)])) as [
      string,
      string,
    ];
    expect(() => renumberRetirement(world.reg, technician, second)).toThrowError(code('NUMBER_NOT_SHARED'));
    const { number } = info(first).values;
    // As it comes from another laptop: past the check that refuses a number that is taken here.
    world.reg.db.exec(`UPDATE retirement SET number = '${number}', number_key = '${number}'`);
    renumberRetirement(world.reg, technician, second);
    expect(info(second).values.number).not.toBe(number);
    expect(info(first).values.number).toBe(number);
  });
});
