import { builtinCatalogue, type Value } from '../../model/index.ts';
import { type Product, products } from './catalogue.ts';
import { suppliers } from './company.ts';
import type { DemoAsset, Place, World } from './world.ts';

export interface Where {
  readonly place: Place;
  readonly rackUnit?: number;
}

/** Adds a thing that was bought: model, money, dates and guarantee from the catalogue. */
export function buy(
  world: World,
  classKey: string,
  where: Where,
  more: Record<string, Value> = {},
  product = world.rng.pick(products.filter((p) => p.class === classKey)),
): DemoAsset {
  const { rng } = world;
  const bought = boughtDaysAgo(world, product);
  const purchaseDate = world.date(bought);
  const status = rng.weighted([
    ['inUse', 82],
    ['inStock', 7],
    ['idle', 7],
    ['inRepair', 2],
  ] as const);
  const values: Record<string, Value> = {
    name: nameOf(world, product),
    status,
    kind: rng.weighted([
      ['fixed', 88],
      ['lowValue', product.cost[1] < 5000 ? 30 : 0],
      ['leased', 5],
    ] as const),
    model: world.models.get(world.t(product.name)) as string,
    manufacturer: product.maker ? (world.organisations.get(product.maker) as string) : null,
    serial: serial(world, product),
    location: where.place.id,
    rackUnit: where.rackUnit ?? null,
    owner: world.organisations.get('own') as string,
    quantity: 1,
    unit: world.say('台', 'pc'),
    purchaseDate,
    inServiceDate: world.date(Math.max(1, bought - rng.int(3, 20))),
    ...money(world, product),
    supplier: world.organisations.get(`supplier${rng.int(0, suppliers.length - 1)}`) as string,
    orderNo: `PO-${purchaseDate.slice(0, 4)}-${String(rng.int(1, 999)).padStart(4, '0')}`,
    warrantyEnd: warranty(world, bought, product.warranty),
    usefulLife: product.life,
    salvageRate: 5,
    depreciationMethod: 'straightLine',
    ...attrs(world, classKey, product),
    ...more,
  };
  return world.addAsset(classKey, bought, values);
}

function nameOf(world: World, product: Product): string {
  const kind = builtinCatalogue.classOf(product.class)?.label;
  const name = world.t(product.name);
  return kind && !name.includes(world.t(kind)) && product.maker ? `${name} ${world.t(kind)}` : name;
}

function boughtDaysAgo(world: World, product: Product): number {
  const oldest = Math.min(2400, product.life * 30 + 300);
  return world.rng.int(70, oldest);
}

/** Most guarantees end when they end; some soon enough to be seen coming. */
function warranty(world: World, bought: number, months: number): string {
  if (world.rng.chance(0.04)) return world.date(-world.rng.int(3, 88));
  return world.date(bought - Math.round(months * 30.44));
}

function money(world: World, product: Product): Record<string, Value> {
  const yuan = world.rng.int(product.cost[0] / 10, product.cost[1] / 10) * 10;
  const cost = world.language === 'zh' ? yuan * 100 : Math.round(yuan / 9) * 100;
  return {
    cost,
    tax: Math.round(cost * (world.language === 'zh' ? 0.13 : 0.2)),
    currency: world.language === 'zh' ? 'CNY' : 'GBP',
  };
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

function serial(world: World, product: Product): string | null {
  if (product.maker === null || product.class === 'consumable') return null;
  const long = ['huawei', 'h3c', 'inspur'].includes(product.maker);
  const head = { huawei: '2102', h3c: '2198', inspur: '2204' }[product.maker as string] ?? '';
  return head + Array.from({ length: long ? 12 : 8 }, () => world.rng.pick([...letters])).join('');
}

function attrs(world: World, classKey: string, product: Product): Record<string, Value> {
  const own: Record<string, Value> = { ...product.attrs };
  if (classKey === 'desktop' || classKey === 'laptop') {
    own.os =
      product.maker === 'apple' ? 'macOS 14' : world.rng.pick(['Windows 11 Pro', 'Windows 10 Pro', 'UOS 20']);
    own.mac = mac(world);
  }
  if (classKey === 'vehicle') own.plate = `DEMO-${world.rng.int(100, 999)}`;
  return own;
}

export function mac(world: World): string {
  const byte = () => world.rng.int(0, 255).toString(16).padStart(2, '0');
  // 02: locally administered, so that no real device has it.
  return ['02', byte(), byte(), byte(), byte(), byte()].join(':').toUpperCase();
}
