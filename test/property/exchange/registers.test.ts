import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportFormat, Row } from '../../../src/contract/api/index.ts';
import { type Core, openCore } from '../../../src/contract/host.ts';
import { createClient } from '../../../src/contract/router/index.ts';
import { exportedDigest } from '../../../src/core/exchange/export/recompute.ts';
import { commit, type Draft } from '../../../src/core/log/commit.ts';
import { startRegister } from '../../../src/core/log/start.ts';
import { memoryDeviceStore } from '../../../src/core/store/devices.ts';
import type { Value } from '../../../src/model/index.ts';
import { times } from '../../support/long.ts';

type Client = ReturnType<typeof createClient>;
interface World {
  readonly core: Core;
  readonly api: Client;
}

/** Runs with a register of its own. */
async function inWorld(work: (world: World) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-registers-'));
  const core = await openCore({
    file: join(folder, 'register.holdfast'),
    host: 'cli',
    configFolder: folder,
    version: '0',
    secrets: { protect: (plain) => plain, unprotect: (kept) => kept },
    devices: memoryDeviceStore(),
    workerEntry: new URL('../../../src/core/workers/worker.ts', import.meta.url),
    fetch,
    quiet: true,
  });
  try {
    core.reg.setLocalSetting('actor', startRegister(core.reg, '测试台账', '周建林'));
    await work({ core, api: createClient(core) });
  } finally {
    await core.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The result at the end of a procedure that reports progress. */
async function last<T>(
  events: AsyncIterable<{ type: 'progress' } | { type: 'done'; result: T }>,
): Promise<T> {
  for await (const event of events) if (event.type === 'done') return event.result;
  throw new Error('no result');
}

/** What makes trouble in spreadsheets and is still what a person may write. */
const words = fc
  .array(
    fc.constantFrom(
      '服务器',
      '=1+1',
      '+86',
      '-5',
      '@x',
      "'=1",
      "''",
      '_x0041_',
      '00123',
      '1E5',
      '2024-03-05',
      'TRUE',
      '是',
      '"引号"',
      'a,b',
      'a;b',
      'a|b',
      '😀𠮷',
      '<b>&amp;',
      '\\n',
      '3/4',
      'N/A',
      '%',
      '５Ｕ',
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.join(' '));
const lines = fc.array(words, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('\n'));
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 });

const thing = fc.record({
  name: words,
  class: fc.constantFrom('server', 'printer', 'furniture', 'otherEquipment'),
  status: fc.constantFrom('inUse', 'inStock', 'idle'),
  serial: perhaps(fc.stringMatching(/^[A-Z0-9]{4,12}$/)),
  location: perhaps(fc.nat(3)),
  user: perhaps(fc.nat(3)),
  purchaseDate: perhaps(day),
  cost: perhaps(fc.integer({ min: 0, max: 1e12 })),
  quantity: perhaps(fc.integer({ min: 1, max: 5000 })),
  criticality: perhaps(fc.constantFrom('high', 'low')),
  notes: perhaps(lines),
});
type Thing = typeof thing extends fc.Arbitrary<infer T> ? T : never;
const register = fc.array(thing, { minLength: 1, maxLength: 15 });

const columns = [
  'tag',
  'name',
  'class',
  'status',
  'serial',
  'location',
  'user',
  'purchaseDate',
  'cost',
  'currency',
  'quantity',
  'criticality',
  'notes',
];

/** SheetJS, which reads .ods, takes the escapes of xlsx for ones of .ods too: `_x0041_` becomes A. */
function readable(things: readonly Thing[], format: ExportFormat): Thing[] {
  const text = JSON.stringify(things);
  return JSON.parse(format === 'ods' ? text.replaceAll('_x0041_', '_x') : text) as Thing[];
}

/** Puts the things into the register, with places and people under which they stand. */
function fill({ core }: World, things: readonly Thing[]): void {
  const head = { actor: core.actor(), kind: 'edit' as const, label: '' };
  const make = (drafts: Draft[]) => commit(core.reg, head, drafts).records as string[];
  const [site] = make([{ op: 'create', entity: 'location', patch: { name: '总部 "A"' } }]) as [string];
  const rooms = ['机房A', '=库房', '3号楼', '01'].map(
    (name): Draft => ({ op: 'create', entity: 'location', patch: { name, parent: site } }),
  );
  const places = make(rooms);
  const names = ['张三', '李四', "O'Brien", '司马相如'];
  const people = make(names.map((name): Draft => ({ op: 'create', entity: 'person', patch: { name } })));
  make(
    things.map(({ location, user, ...values }, i): Draft => {
      const patch: Record<string, Value> = { tag: `T-${String(i).padStart(4, '0')}`, currency: 'CNY' };
      for (const [key, value] of Object.entries(values)) if (value !== null) patch[key] = value;
      if (location !== null) patch.location = places[location] as string;
      if (user !== null) patch.user = people[user] as string;
      return { op: 'create', entity: 'asset', patch };
    }),
  );
}

async function rowsOf({ api }: World): Promise<Row[]> {
  return (await api.records.page({ entity: 'asset', offset: 0, limit: 1000 })).rows;
}

/** Values by tag, refs as words: ids differ from register to register. */
function inWords(rows: readonly Row[]): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    rows.map(({ values, labels }) => [
      values.tag,
      Object.fromEntries(columns.map((key) => [key, labels[key] ?? values[key] ?? null])),
    ]),
  );
}

function exported(
  { api }: World,
  format: ExportFormat,
  more: { plain?: boolean; language?: 'zh' | 'en' } = {},
) {
  return api.exchange
    .export({ entity: 'asset', columns, format, language: 'zh', ...more })
    .then((events) => last(events));
}

async function imported({ api }: World, file: string) {
  const preview = await last(await api.exchange.preview({ file, sheets: [] }));
  return { preview, result: await last(await api.exchange.run({ plan: preview.plan })) };
}

const formats: readonly { format: ExportFormat; plain?: boolean; language?: 'zh' | 'en' }[] = [
  { format: 'xlsx' },
  { format: 'xlsx', plain: true, language: 'en' },
  { format: 'csv' },
  { format: 'ods' },
  { format: 'ods', plain: true, language: 'en' },
];

describe('a random register', () => {
  it.each(formats)(
    'comes back unchanged, with nothing written: $format',
    async ({ format, ...more }) => {
      await fc.assert(
        fc.asyncProperty(register, (things) =>
          inWorld(async (world) => {
            fill(world, readable(things, format));
            const made = await exported(world, format, more);
            expect(made.rows).toBe(things.length);
            expect(await exportedDigest(world.core.files.pathOf(made.file))).toBe(made.sha256);
            const before = world.core.reg.cursor();
            const { preview, result } = await imported(world, made.file);
            expect(preview.groups.filter(({ severity }) => severity === 'error')).toEqual([]);
            expect(result).toMatchObject({ rows: things.length, unchanged: things.length, rejected: 0 });
            expect(world.core.reg.cursor()).toBe(before);
          }),
        ),
        { numRuns: times(5, 200), endOnFailure: true },
      );
    },
    300_000,
  );

  it.each(formats)(
    'becomes the same register somewhere else: $format',
    async ({ format, ...more }) => {
      await fc.assert(
        fc.asyncProperty(register, (things) =>
          inWorld(async (world) => {
            fill(world, readable(things, format));
            const made = await exported(world, format, more);
            const bytes = readFileSync(world.core.files.pathOf(made.file));
            await inWorld(async (other) => {
              const { file } = await other.api.files.begin({ name: made.name, size: bytes.length });
              await other.api.files.append({ file, offset: 0, base64: bytes.toString('base64') });
              const { result } = await imported(other, file);
              expect(result).toMatchObject({ rows: things.length, created: things.length });
              expect(inWords(await rowsOf(other))).toEqual(inWords(await rowsOf(world)));
            });
          }),
        ),
        { numRuns: times(3, 100), endOnFailure: true },
      );
    },
    300_000,
  );

  it('stands in JSON lines with every value', async () => {
    await fc.assert(
      fc.asyncProperty(register, (things) =>
        inWorld(async (world) => {
          fill(world, things);
          const made = await exported(world, 'jsonl');
          const text = readFileSync(world.core.files.pathOf(made.file), 'utf8');
          const read = text
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line) as Record<string, unknown>);
          const wanted = (await rowsOf(world)).map(({ id, values, labels }) => ({
            id,
            ...Object.fromEntries(
              columns.map((key) => {
                const value = values[key] ?? null;
                if (key === 'cost' && value !== null) {
                  return [key, { amount: Number(value) / 100, currency: values.currency }];
                }
                return [key, labels[key] === undefined ? value : { id: value, label: labels[key] }];
              }),
            ),
          }));
          expect(read).toEqual(wanted);
        }),
      ),
      { numRuns: times(5, 200), endOnFailure: true },
    );
  }, 300_000);
});
