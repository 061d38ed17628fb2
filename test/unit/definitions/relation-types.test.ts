import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addClass, changeClass, removeClass, restoreClass } from '../../../src/core/definitions/classes.ts';
import { changeRelationType, removeRelationType } from '../../../src/core/definitions/relation-types.ts';
import { undoBatch } from '../../../src/core/log/undo.ts';
import { hand, replicaOf } from '../../support/register.ts';
import { DefiningRegister, failure } from './world.ts';

let world: DefiningRegister;
let ids: Record<string, string>;
beforeEach(() => {
  world = new DefiningRegister();
  ids = {
    srv: world.asset('SRV', { class: 'server' }),
    srv2: world.asset('SRV2', { class: 'server' }),
    sw: world.asset('SW', { class: 'switch' }),
    app: world.asset('APP', { class: 'application' }),
  };
});
afterEach(() => world.close());

const id = (name: string): string => ids[name] as string;
const relate = (source: string, type: string, target: string) => world.relate(id(source), type, id(target));
/** A second laptop with what the first one has. */
const second = () => {
  const other = replicaOf(world) as DefiningRegister;
  Object.setPrototypeOf(other, DefiningRegister.prototype);
  return other;
};
const meet = (other: DefiningRegister) => {
  hand(world.reg, other.reg);
  hand(other.reg, world.reg);
};

describe('a relation type made by the user', () => {
  it('allows the classes named for its ends, those under them included, and no others', () => {
    const type = world.relationType({
      zh: '监控',
      en: 'monitors',
      sources: ['software'],
      targets: ['hardware'],
    });
    relate('app', type, 'sw');
    expect(failure(() => relate('srv', type, 'sw'))).toMatchObject({
      code: 'RELATION_CLASS',
      params: { type: '监控', end: 'source', asset: 'SRV 名称 SRV', allowed: '软件' },
    });
    expect(failure(() => relate('app', type, 'app'))).toMatchObject({ code: 'RELATION_SELF' });
    expect(failure(() => relate('app', type, 'sw'))).toMatchObject({ code: 'RELATION_DUPLICATE' });
  });

  it('keeps to one at each end that may have one only', () => {
    const type = world.relationType({ en: 'mirrors', cardinality: 'oneToOne' });
    const first = relate('srv', type, 'srv2');
    expect(failure(() => relate('srv', type, 'sw'))).toMatchObject({ code: 'RELATION_CARDINALITY' });
    expect(failure(() => relate('sw', type, 'srv2'))).toMatchObject({ code: 'RELATION_CARDINALITY' });
    world.commit([{ op: 'update', entity: 'relation', id: first, patch: { target: id('sw') } }]);
    relate('sw', type, 'srv2');
    const many = world.relationType({ en: 'feeds', cardinality: 'oneToMany' });
    relate('srv', many, 'sw');
    relate('srv', many, 'app');
    expect(failure(() => relate('srv2', many, 'app'))).toMatchObject({ code: 'RELATION_CARDINALITY' });
  });

  it('refuses circles only where it is a hierarchy', () => {
    const tree = world.relationType({ en: 'parent of', hierarchy: true });
    relate('srv', tree, 'srv2');
    relate('srv2', tree, 'sw');
    expect(failure(() => relate('sw', tree, 'srv'))).toMatchObject({ code: 'TREE_CYCLE' });
    relate('srv', 'dependsOn', 'srv2');
    relate('srv2', 'dependsOn', 'srv');
  });

  it('is not deleted while there are relations of it, and keeps its needs', () => {
    const type = world.relationType({ en: 'backs', impact: 'toSource', needs: 1 });
    const relation = relate('srv', type, 'sw');
    expect(failure(() => removeRelationType(world.reg, world.me, type))).toMatchObject({
      code: 'RELATION_TYPE_IN_USE',
      params: { count: 1 },
    });
    world.commit([{ op: 'delete', entity: 'relation', id: relation }]);
    removeRelationType(world.reg, world.me, type);
    expect(failure(() => relate('srv', type, 'sw'))).toMatchObject({ code: 'VALUE_INVALID' });
    changeRelationType(world.reg, world.me, 'poweredBy', { needs: 1 });
    expect(world.reg.catalogue.relationType('poweredBy')).toMatchObject({ needs: 1, impact: 'toSource' });
    expect(failure(() => changeRelationType(world.reg, world.me, 'poweredBy', { zh: '电' }))).toMatchObject({
      code: 'DEFINITION_BUILT_IN',
    });
  });

  it('lists the relations that a narrower rule no longer allows', () => {
    const type = world.relationType({ en: 'holds' });
    const wrong = relate('srv', type, 'sw');
    changeRelationType(world.reg, world.me, type, { targets: ['software'] });
    expect(world.breaches()).toMatchObject([{ code: 'RELATION_CLASS', params: { end: 'target' } }]);
    world.commit([{ op: 'delete', entity: 'relation', id: wrong }]);
    expect(world.breaches()).toEqual([]);
  });
});

describe('an asset that is deleted', () => {
  it('takes its relations along, and brings them back when that is undone', async () => {
    const relation = relate('app', 'dependsOn', 'srv');
    const { batch } = world.commit([{ op: 'delete', entity: 'asset', id: id('srv') }]);
    const living = () => world.reg.sql('SELECT count(*) FROM relation WHERE deleted = 0').pluck().get();
    expect(living()).toBe(0);
    expect(world.breaches()).toEqual([]);
    await undoBatch(world.reg, world.me, batch);
    expect(living()).toBe(1);
    expect(world.values(id('srv')).tag).toBe('SRV');
    expect(relation).toBeDefined();
  });
});

describe('two laptops that were offline', () => {
  it('list a relation whose end the other deleted', () => {
    const other = second();
    relate('app', 'dependsOn', 'srv');
    other.commit([{ op: 'delete', entity: 'asset', id: id('srv') }]);
    meet(other);
    expect(world.breaches()).toMatchObject([{ code: 'DELETED_STILL_USED', params: { count: 1 } }]);
    expect(other.breaches()).toEqual(world.breaches());
    other.close();
  });

  it('list what both related, one end too many, a closed circle, and clear it when it is mended', () => {
    const one = world.relationType({ en: 'mirrors', cardinality: 'oneToOne' });
    const other = second();
    const twice = relate('app', 'dependsOn', 'srv');
    other.relate(id('app'), 'dependsOn', id('srv'));
    const half = relate('srv', 'contains', 'srv2');
    other.relate(id('srv2'), 'contains', id('srv'));
    const crowded = relate('srv', one, 'sw');
    other.relate(id('srv2'), one, id('sw'));
    meet(other);
    expect(
      world
        .breaches()
        .map(({ code }) => code)
        .sort(),
    ).toEqual(['RELATION_CARDINALITY', 'RELATION_DUPLICATE', 'TREE_CYCLE']);
    expect(other.breaches()).toEqual(world.breaches());
    for (const relation of [twice, half, crowded])
      world.commit([{ op: 'delete', entity: 'relation', id: relation }]);
    expect(world.breaches()).toEqual([]);
    meet(other);
    expect(other.breaches()).toEqual([]);
    other.close();
  });

  it('list assets of a class that the other deleted, until it comes back', () => {
    const key = world.class({ zh: '无人机' });
    const other = second();
    removeClass(world.reg, world.me, key);
    other.asset('D-1', { class: key });
    meet(other);
    expect(world.breaches()).toEqual([
      { code: 'CLASS_REMOVED_USED', params: { name: '无人机', class: key, count: 1 } },
    ]);
    expect(other.breaches()).toEqual(world.breaches());
    restoreClass(other.reg, other.me, key);
    meet(other);
    expect([world.breaches(), other.breaches()]).toEqual([[], []]);
    other.close();
  });

  it('list two classes that each put under the other, and show both', () => {
    const [a, b] = [
      world.class({ key: 'upper', zh: '甲' }),
      world.class({ key: 'lower', zh: '乙' }),
    ] as const;
    const other = second();
    changeClass(world.reg, world.me, a, { parent: b });
    changeClass(other.reg, other.me, b, { parent: a });
    meet(other);
    expect(world.breaches().map(({ code }) => code)).toEqual(['CLASS_CIRCLE', 'CLASS_CIRCLE']);
    expect(other.breaches()).toEqual(world.breaches());
    expect(world.reg.catalogue.classes.filter(({ custom }) => custom).map(({ parent }) => parent)).toEqual([
      null,
      null,
    ]);
    changeClass(world.reg, world.me, a, { parent: null });
    meet(other);
    expect([world.breaches(), other.breaches()]).toEqual([[], []]);
    other.close();
  });

  it('that made the same key have made one definition, with what differs to be settled', () => {
    const other = second();
    addClass(world.reg, world.me, { key: 'drone', zh: '无人机', prefix: 'UAV' });
    addClass(other.reg, other.me, { key: 'drone', zh: '航拍机', prefix: 'UAV' });
    meet(other);
    const named = [world, other].map(({ reg }) => reg.catalogue.classOf('drone')?.label.zh);
    expect(named[0]).toBe(named[1]);
    for (const each of [world, other]) {
      const kinds = each.reg.sql('SELECT kind FROM attention').pluck().all();
      expect(kinds).toEqual(['conflict']);
    }
    other.close();
  });
});
