import { statSync } from 'node:fs';
import { type ListQuery, pageRids, pageSql } from '../src/core/register/list.ts';
import { assetByTag, rowsByRid, wordsSql } from '../src/core/register/rows.ts';
import { openReader } from '../src/core/store/reader.ts';
import { foldCode, gramQuery } from '../src/core/store/text.ts';
import { entities } from '../src/model/index.ts';
import { benchSize, bigRegisterFile, lcg } from './support/big-register.ts';

/**
 * Lists, searches and lookups over a large register, each against the bare prepared statement on the same file in the
 * same run. One JSON line a measurement; times in milliseconds.
 */
const size = benchSize();
const file = bigRegisterFile(size, (text) => console.error(text));
const reg = openReader(file);
const random = lcg(42);

console.log(JSON.stringify({ bench: 'file', ...size, bytes: statSync(file).size, limit: 3_000_000_000 }));

interface Timing {
  readonly p50: number;
  readonly p99: number;
}

function timings(samples: number[]): Timing {
  samples.sort((a, b) => a - b);
  const at = (q: number) =>
    Number((samples[Math.min(samples.length - 1, Math.floor(q * samples.length))] as number).toFixed(4));
  return { p50: at(0.5), p99: at(0.99) };
}

/** Runs both in turns, so that a noisy moment hits both. */
function compare(
  bench: string,
  rounds: number,
  ours: (i: number) => unknown,
  bare: (i: number) => unknown,
  more: object = {},
): void {
  for (let i = 0; i < Math.min(20, rounds); i++) {
    ours(i);
    bare(i);
  }
  const mine: number[] = [];
  const reference: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const turns = [
      [ours, mine],
      [bare, reference],
    ] as const;
    // Who goes first finds the cold pages: each in turn.
    for (const [work, into] of i % 2 === 0 ? turns : [turns[1], turns[0]]) {
      const start = performance.now();
      work(i);
      into.push(performance.now() - start);
    }
  }
  const [a, b] = [timings(mine), timings(reference)];
  console.log(
    JSON.stringify({
      bench,
      ours: a,
      reference: b,
      ratioP50: Number((a.p50 / b.p50).toFixed(2)),
      ratioP99: Number((a.p99 / b.p99).toFixed(2)),
      ...more,
    }),
  );
}

/** The bare statement gives the same answer: whole rows, their ids and the words of their refs. */
const words = (['productModel', 'location', 'person', 'department', 'organisation'] as const).flatMap(
  (target) =>
    Object.entries(entities.asset.fields)
      .filter(([, field]) => 'target' in field && field.target === target)
      .map(([name]) => wordsSql(target, `a."${name}"`)),
);
const rows = `SELECT a.*, (SELECT id FROM record r WHERE r.rid = a.rid), ${words.join(', ')} FROM asset a`;
const places = reg.sql('SELECT rid FROM location LIMIT 100').pluck().all() as number[];
const window = { offset: 0, limit: 100 };

function page(query: ListQuery) {
  return rowsByRid(reg, 'asset', pageRids(reg, query, window));
}

for (const [name, column, values] of [
  ['class', 'class', ['server', 'laptop', 'switch']],
  ['status', 'status', ['inRepair', 'idle']],
  ['location', 'location', places],
] as const) {
  const query = (i: number): ListQuery => {
    const value = values[i % values.length] as string | number;
    return { entity: 'asset', filter: `${name}=${typeof value === 'number' ? reg.keys.uuid(value) : value}` };
  };
  const bare = reg.db.prepare(
    `${rows} WHERE deleted = 0 AND "${column}" = ? ORDER BY tag_key, rid LIMIT 100`,
  );
  const more = { plan: planOf(query(0)) };
  compare(
    `first page, filter ${name}, sort tag`,
    300,
    (i) => page(query(i)),
    (i) => bare.all(values[i % values.length]),
    more,
  );
}

for (const [field, column] of [
  ['tag', 'tag_key'],
  ['name', 'name_key'],
  ['purchaseDate', 'purchaseDate'],
  ['cost', 'cost'],
] as const) {
  const query = { entity: 'asset' as const, sort: { field, descending: true } };
  const bare = reg.db.prepare(`${rows} WHERE deleted = 0 ORDER BY "${column}" DESC, rid DESC LIMIT 100`);
  compare(
    `first page, sort ${field}`,
    300,
    () => page(query),
    () => bare.all(),
    { plan: planOf(query) },
  );
}

const [chinese, latin] = [
  ['数据', '核心', '交换', '打印', '订单', '笔记'],
  ['a123', 'c456', 'x789', 'k101', 'm202'],
] as const;
for (const [name, texts] of [
  ['2 Chinese characters', chinese],
  ['4 Latin characters', latin],
] as const) {
  const query = (i: number) => ({ entity: 'asset' as const, search: texts[i % texts.length] as string });
  const grams = texts.map((text) => gramQuery(text));
  const bare = reg.db.prepare(
    `${rows} JOIN (SELECT rowid AS hit FROM asset_grams WHERE asset_grams MATCH ? ORDER BY rowid LIMIT 100) ON a.rid = hit`,
  );
  // What names don't say is looked for in codes, people and places: the bare statement does that too.
  const union = texts.map((text) => pageSql(reg, { entity: 'asset', search: text }, window));
  const all = reg.db.prepare(`${rows} WHERE a.rid IN (${union[0]?.sql})`);
  const full = (i: number) => bare.all(grams[i % texts.length]).length === 100;
  const fulls = texts.map((_, i) => full(i));
  compare(
    `substring search, ${name}`,
    200,
    (i) => page(query(i)),
    (i) =>
      fulls[i % texts.length]
        ? bare.all(grams[i % texts.length])
        : all.all(...((union[i % texts.length]?.params ?? []) as string[])),
  );
}

const tags = Array.from(
  { length: 1000 },
  () => `HF-${String(((random() % size.assets) * 7919) % 10_000_019).padStart(8, '0')}`,
);
const byTag = reg.db
  .prepare('SELECT r.id FROM asset a JOIN record r ON r.rid = a.rid WHERE a.tag_key = ? AND a.deleted = 0')
  .pluck();
compare(
  'point lookup by tag',
  1000,
  (i) => assetByTag(reg, tags[i] as string),
  (i) => byTag.get(foldCode(tags[i] as string)),
);

function planOf(query: Parameters<typeof pageSql>[1]): string {
  const page = pageSql(reg, query, { offset: 0, limit: 100 });
  const rows = reg.db.prepare(`EXPLAIN QUERY PLAN ${page.sql}`).all(...page.params) as Array<{
    detail: string;
  }>;
  return rows.map((row) => row.detail).join('; ');
}
reg.close();
