import type { Draft } from '../log/commit.ts';
import { startRegister } from '../log/start.ts';
import { makers, products } from './catalogue.ts';
import {
  company,
  departments,
  mailDomain,
  registerName,
  roomNames,
  serviceProviders,
  sites,
  suppliers,
  teams,
} from './company.ts';
import { parts, peopleEn, peopleZh } from './names.ts';
import type { Place, World } from './world.ts';

/** Starts the register and enters who and where: departments, people, organisations, product models, places. */
export function addPeopleAndPlaces(world: World): void {
  world.at(560, 9);
  const names = world.language === 'zh' ? peopleZh : peopleEn;
  const first = startRegister(world.reg, world.t(registerName), names[0] as string);
  world.commit('import', world.say('部门.xlsx', 'departments.xlsx'), first, departmentDrafts(world));
  world.commit('import', world.say('人员.xlsx', 'people.xlsx'), first, peopleDrafts(world, first, names));
  world.commit('import', world.say('地点.xlsx', 'locations.xlsx'), first, placeDrafts(world));
  world.commit('edit', world.say('单位与型号', 'Organisations and models'), first, [
    ...organisationDrafts(world),
    ...modelDrafts(world),
  ]);
}

function departmentDrafts(world: World): Draft[] {
  const drafts: Draft[] = [];
  departments.forEach((label, i) => {
    const draft = world.create('department', {
      name: world.t(label),
      code: `D${String(i + 1).padStart(2, '0')}`,
    });
    world.departments.push(draft.id);
    drafts.push(draft);
  });
  for (const [parent, label] of teams) {
    drafts.push(
      world.create('department', { name: world.t(label), parent: world.departments[parent] as string }),
    );
  }
  return drafts;
}

function peopleDrafts(world: World, first: string, names: readonly string[]): Draft[] {
  return names.map((name, i) => {
    const part = parts[i];
    const department = part?.department ?? world.rng.int(5, departments.length - 1);
    const username = `u${String(1001 + i)}`;
    const values = {
      name,
      number: String(10_001 + i),
      username,
      email: `${username}@${mailDomain}`,
      department: world.departments[department] as string,
      title: part ? world.t(part) : null,
      role: part?.role ?? null,
      active: true,
    };
    if (i > 0) {
      const draft = world.create('person', values);
      world.people.push({ id: draft.id, name, department });
      return draft;
    }
    world.people.push({ id: first, name, department });
    const { name: _, role: __, active: ___, ...rest } = values;
    return { op: 'update', entity: 'person', id: first, patch: rest } satisfies Draft;
  });
}

function placeDrafts(world: World): Draft[] {
  const drafts: Draft[] = [];
  const add = (
    name: string,
    code: string,
    kind: string,
    parent: Place | null,
    site: number,
    address?: string,
  ) => {
    const draft = world.create('location', {
      name,
      code,
      kind,
      ...(parent ? { parent: parent.id } : {}),
      ...(address ? { address } : {}),
    });
    drafts.push(draft);
    return { id: draft.id, within: [...(parent?.within ?? []), draft.id], site };
  };
  sites.forEach((plan, s) => {
    const site = add(world.t(plan.name), plan.code, 'site', null, s, world.t(plan.address));
    world.named.set(plan.code, site);
    plan.buildings.forEach((planned, b) => {
      const building = add(world.t(planned.name), `${plan.code}-${b + 1}`, 'building', site, s);
      world.named.set(`${plan.code}/${b}`, building);
      for (let f = 1; f <= planned.floors; f++) {
        const code = `${plan.code}-${b + 1}-${f}`;
        const floor = add(world.say(`${f}层`, `Floor ${f}`), code, 'floor', building, s);
        for (let r = 1; r <= planned.rooms; r++) {
          const number = `${f}${String(r).padStart(2, '0')}`;
          const room = `${number} ${world.t(world.rng.pick(roomNames))}`;
          world.offices.push(add(room, `${code}-${number}`, 'room', floor, s));
        }
      }
    });
  });
  const top = world.place('HQ/2');
  world.named.set('dc', add(world.say('主机房', 'Machine room'), 'HQ-DC', 'room', top, 0));
  world.named.set('store', add(world.say('备件库', 'Spares store'), 'HQ-ST', 'room', top, 0));
  world.named.set('net', add(world.say('弱电间', 'Wiring closet'), 'PL-NET', 'room', world.place('PL/0'), 1));
  for (let r = 1; r <= rackCount(world); r++) {
    const name = `${r <= 8 ? 'A' : 'B'}${String(((r - 1) % 8) + 1).padStart(2, '0')}`;
    world.racks.push(add(name, `HQ-DC-${name}`, 'rack', world.place('dc'), 0));
  }
  return drafts;
}

/** Racks of the machine room: 16 in the full sample. */
export function rackCount(world: World): number {
  return Math.max(2, Math.min(16, Math.round((16 * world.wanted) / 2000)));
}

function organisationDrafts(world: World): Draft[] {
  const add = (key: string, name: string, kind: string) => {
    const draft = world.create('organisation', { name, kind });
    world.organisations.set(key, draft.id);
    return draft;
  };
  return [
    add('own', world.t(company), 'own'),
    ...Object.entries(makers).map(([key, label]) => add(key, world.t(label), 'manufacturer')),
    ...suppliers.map((label, i) => add(`supplier${i}`, world.t(label), 'supplier')),
    ...serviceProviders.map((label, i) => add(`provider${i}`, world.t(label), 'serviceProvider')),
  ];
}

function modelDrafts(world: World): Draft[] {
  return products.map((product) => {
    const name = world.t(product.name);
    const maker = product.maker ? (world.organisations.get(product.maker) as string) : null;
    const draft = world.create('productModel', {
      name,
      class: product.class,
      number: product.number ?? null,
      manufacturer: maker,
    });
    world.models.set(name, draft.id);
    return draft;
  });
}
