// A process that works on a register and says on stdout what was confirmed to it, one JSON line each, until it is
// killed. `node victim.ts KIND FILE CONFIG_FOLDER [SERVER]`
import { writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openCore } from '../../src/contract/host.ts';
import { createClient, type HoldfastClient } from '../../src/contract/router/index.ts';
import { coreOptions } from '../../src/shell/core-options.ts';

export type Kind = 'edits' | 'scans' | 'import' | 'sync';

/** What the victim was told is done. */
export type Confirmation =
  | { type: 'ready'; device: string }
  | { type: 'edit'; tag: string; notes: string }
  | { type: 'scan'; label: string; count: string }
  | { type: 'importing'; prefix: string }
  | { type: 'imported'; prefix: string; created: number; batch: string }
  | { type: 'synced' };

/** So many that writing them takes longer than the time within which they are killed: see `killAfter`. */
export const importRows = 4000;

/** Written to the pipe before the call returns: what stands there was confirmed before the kill. */
function confirm(confirmation: Confirmation): void {
  writeSync(1, `${JSON.stringify(confirmation)}\n`);
}

async function assets(client: HoldfastClient): Promise<Array<{ id: string; tag: string }>> {
  const { rows } = await client.records.page({ entity: 'asset', filter: 'tag~HF-', offset: 0, limit: 200 });
  return rows.map((row) => ({ id: row.id, tag: String(row.values.tag) }));
}

async function edit(client: HoldfastClient, tag: string, n: number): Promise<void> {
  const record = await client.records.byTag({ tag });
  const notes = `edit ${n} of ${process.pid}`;
  await client.records.update({ entity: 'asset', id: record.id, patch: { notes }, base: record.heads });
  confirm({ type: 'edit', tag, notes });
}

async function editOn(client: HoldfastClient): Promise<void> {
  const all = await assets(client);
  for (let n = 0; ; n++) {
    await edit(client, (all[n % all.length] as { tag: string }).tag, n);
    if (n % 10 === 0) await breath();
  }
}

async function scanOn(client: HoldfastClient): Promise<void> {
  const scope = { name: `Count ${process.pid}`, filter: 'class=hardware', locations: [], due: null };
  const { id } = await client.stocktakes.create(scope);
  await client.stocktakes.start({ id });
  const all = await assets(client);
  for (let n = 0; ; n++) {
    const label = n < all.length ? (all[n] as { tag: string }).tag : `UNKNOWN-${process.pid}-${n}`;
    const answer = await client.stocktakes.scan({ id, scan: label });
    if (answer.count !== null) confirm({ type: 'scan', label, count: answer.count });
    if (n % 10 === 0) await breath();
  }
}

/** Imports one workbook after the other, edits between its short transactions as a person would. */
async function importOn(client: HoldfastClient, folder: string): Promise<void> {
  const all = await assets(client);
  let edits = 0;
  for (let n = 0; ; n++) {
    const prefix = `KILL-${process.pid}-${n}`;
    const path = join(folder, `${prefix}.csv`);
    const rows = Array.from(
      { length: importRows },
      (_, i) => `${prefix}-${i},Thing ${i},Kill ${n % 7},SN-${prefix}-${i}`,
    );
    writeFileSync(path, ['Asset tag,Name,Location,Serial number', ...rows, ''].join('\n'));
    const { file } = await client.files.open({ path });
    const { sheets } = await client.exchange.inspect({ file });
    const sheet = sheets[0] as (typeof sheets)[number];
    const mapping = Object.fromEntries(sheet.columns.map((c) => [String(c.index), c.field as string]));
    const options = { file, sheets: [{ sheet: sheet.name, headerRow: 1, mapping }], keepRows: false };
    let plan = '';
    for await (const step of await client.exchange.preview(options)) {
      if (step.type === 'done') plan = step.result.plan;
    }
    confirm({ type: 'importing', prefix });
    let working = true;
    const editing = (async () => {
      while (working) {
        await edit(client, (all[edits % all.length] as { tag: string }).tag, edits++);
        await breath();
      }
    })();
    for await (const step of await client.exchange.run({ plan })) {
      if (step.type === 'done') {
        const { created, batch } = step.result;
        confirm({ type: 'imported', prefix, created, batch: batch as string });
      }
    }
    working = false;
    await editing;
  }
}

async function syncOn(client: HoldfastClient, server: string): Promise<void> {
  const password = process.env.HOLDFAST_PASSWORD as string;
  const signed = await client.sync.signIn({ server, user: 'admin', password });
  if (signed.join !== 'same') await client.sync.join({ mapping: {} });
  confirm({ type: 'synced' });
  const all = await assets(client);
  for (let n = 0; ; n++) {
    await edit(client, (all[n % all.length] as { tag: string }).tag, n);
    if (n % 5 === 0) {
      await client.sync.now();
      confirm({ type: 'synced' });
    }
  }
}

const breath = () => new Promise((resolve) => setImmediate(resolve));

async function run([kind, file, configFolder, server]: readonly string[]): Promise<void> {
  const core = await openCore(
    coreOptions({ file: file as string, host: 'cli', quiet: true, configFolder: configFolder as string }),
  );
  const client = createClient(core);
  confirm({ type: 'ready', device: core.reg.device.id });
  if (kind === 'edits') await editOn(client);
  else if (kind === 'scans') await scanOn(client);
  else if (kind === 'import') await importOn(client, configFolder as string);
  else await syncOn(client, server as string);
}

if (process.argv[1] === import.meta.filename) await run(process.argv.slice(2));
