import { afterAll, describe, expect, it } from 'vitest';
import { listAttention } from '../../../src/core/attention/list.ts';
import { changeField } from '../../../src/core/definitions/change-field.ts';
import { addClass, changeClass, removeClass } from '../../../src/core/definitions/classes.ts';
import { addField } from '../../../src/core/definitions/fields.ts';
import { addRelationType } from '../../../src/core/definitions/relation-types.ts';
import { appendLocal, sealNewest } from '../../../src/core/log/append.ts';
import { commit, openBatch } from '../../../src/core/log/commit.ts';
import { refold } from '../../../src/core/log/refold.ts';
import { addRelation } from '../../../src/core/register/relate.ts';
import { getRecord } from '../../../src/core/register/rows.ts';
import type { Register } from '../../../src/core/store/register.ts';
import { type Client, createAsset, digest, joinAs, openClient, startServer, World } from '../server/world.ts';

const world = new World();
afterAll(() => world.tidy());

async function pair(): Promise<{ one: Client; two: Client }> {
  const at = await startServer(world, undefined);
  await at.addUser('admin', 'administrator', 'Admin');
  await at.addUser('bob', 'assetManager', 'Bob');
  const one = openClient(world, 'one');
  const two = openClient(world, 'two');
  await joinAs(one, at, 'admin');
  await joinAs(two, at, 'bob');
  await one.sync.now();
  return { at, one, two } as never;
}

async function settle(...clients: readonly Client[]): Promise<void> {
  for (let i = 0; i < 2; i++) for (const client of clients) await client.sync.now();
}

const breaches = (reg: Register) =>
  listAttention(reg)
    .flatMap((item) => (item.kind === 'breach' ? [[item.code, item.params] as const] : []))
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** What the two registers make of their definitions. */
const catalogue = ({ reg }: Client) => ({
  classes: reg.catalogue.classes.map(({ key, parent, label }) => [key, parent, label]),
  fields: reg.catalogue.customFields,
  types: reg.catalogue.relationTypes,
});

describe('two clients of a server that changed classes, fields and relations offline', () => {
  it('converge with every breach listed, and nothing lost', async () => {
    const { one, two } = await pair();
    addClass(one.reg, one.actor(), { key: 'drone', zh: '无人机', parent: 'hardware' });
    addClass(one.reg, one.actor(), { key: 'blade', zh: '刀片', parent: 'server' });
    addField(one.reg, one.actor(), { key: 'watts', zh: '功率', class: 'hardware', indexed: true });
    const one1 = one.edit(createAsset('A-1', { watts: '400' }));
    const one2 = one.edit(createAsset('A-2'));
    await settle(one, two);
    expect(catalogue(two)).toEqual(catalogue(one));
    expect(getRecord(two.reg, 'asset', one1).values.watts).toBe('400');

    // Renamed here, retyped there; text written here for what is a number there.
    await changeField(two.reg, two.actor(), 'watts', { zh: '额定功率' });
    two.edit({ op: 'update', entity: 'asset', id: one2, patch: { watts: '不详' } });
    await changeField(one.reg, one.actor(), 'watts', { type: 'number', unit: 'W' });
    // Deleted here, used there.
    removeClass(one.reg, one.actor(), 'drone');
    const flying = two.edit(createAsset('D-1', { class: 'drone' }));
    changeClass(one.reg, one.actor(), 'blade', { parent: null });
    // The same key on both sides.
    addRelationType(one.reg, one.actor(), { key: 'feeds', zh: '供给', cardinality: 'oneToOne' });
    addRelationType(two.reg, two.actor(), { key: 'feeds', zh: '输送', cardinality: 'oneToOne' });
    addRelation(one.reg, one.actor(), { source: one1, type: 'feeds', target: one2 });
    addRelation(two.reg, two.actor(), { source: flying, type: 'feeds', target: one2 });
    await settle(one, two);

    expect(digest(two.reg)).toEqual(digest(one.reg));
    expect(catalogue(two)).toEqual(catalogue(one));
    const { field } = one.reg.catalogue.customFields[0] ?? {};
    expect([field?.label.zh, field?.type, field?.unit?.zh]).toEqual(['额定功率', 'number', 'W']);
    for (const { reg } of [one, two]) {
      expect(getRecord(reg, 'asset', one1).values.watts).toBe(400);
      expect(getRecord(reg, 'asset', one2).values.watts).toBe('不详');
      expect(reg.sql("SELECT sql FROM sqlite_schema WHERE name = 'asset_attr_watts'").pluck().get()).toBe(
        `CREATE INDEX "asset_attr_watts" ON asset(json_extract(attrs, '$.watts'), tag_key) WHERE deleted = 0`,
      );
    }
    const listed = breaches(one.reg);
    expect(listed.map(([code]) => code)).toEqual([
      'CLASS_REMOVED_USED',
      'RELATION_CARDINALITY',
      'VALUE_UNFIT',
    ]);
    expect(breaches(two.reg)).toEqual(listed);
    // Two names for one relation type: a conflict to be settled, on both.
    const conflicts = listAttention(one.reg).filter(({ kind }) => kind === 'conflict');
    expect(conflicts).toHaveLength(1);
  });

  it('are refused what the server’s own classes do not allow, and keys that can not be', async () => {
    const { one, two } = await pair();
    addClass(one.reg, one.actor(), { key: 'blade', zh: '刀片', parent: 'server' });
    await settle(one, two);
    const head = { actor: two.actor(), kind: 'edit' as const, label: '', system: true };
    // As a client would that checks nothing: `memory` is a number that blades inherit from computers.
    const record = two.reg.newId();
    const patch = { tag: 'B-1', name: 'Blade', class: 'blade', memory: 'lots' };
    two.reg.transaction(() => {
      const batch = openBatch(two.reg, head, 'done');
      const rid = two.reg.keys.newRid(record, 'asset');
      const by = { actor: batch.actor.id, actorRid: batch.actor.rid, batch: batch.id, batchKey: batch.key };
      appendLocal(two.reg, {
        ...by,
        entity: 'asset',
        record,
        rid,
        create: true,
        patch,
        base: {},
        group: null,
      });
      refold(two.reg, rid);
      sealNewest(two.reg);
    });
    commit(two.reg, head, [
      { op: 'create', entity: 'classDef', patch: { key: 'Bad Key', zh: '坏', en: 'Bad' } },
    ]);
    await settle(two, one);
    const rejected = listAttention(two.reg).flatMap((item) => (item.kind === 'rejected' ? [item.code] : []));
    expect(rejected.sort()).toEqual(['DEFINITION_KEY_INVALID', 'VALUE_INVALID']);
    expect(one.values('asset', record)).toBeNull();
    expect(one.reg.catalogue.classes.some(({ label }) => label.zh === '坏')).toBe(false);
  });
});
