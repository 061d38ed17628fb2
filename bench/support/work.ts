// `node work.ts import REGISTER FILE` or `node work.ts export REGISTER FILE`: works alone in its process and says as JSON how
// long it took, how much memory the process had at most, and what others felt meanwhile.
import { copyFileSync } from 'node:fs';
import { Bystander, followed, importFile, openWorld } from './core-world.ts';
import { exportColumns } from './wide-workbook.ts';

const [work, register = '', file = ''] = process.argv.slice(2);
const world = await openWorld(register);
try {
  const watching = new Bystander(world.client, 'ZC-0000001');
  const done = work === 'import' ? await imported() : await exported();
  const meanwhile = await watching.stop();
  // Of the whole process with its threads.
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ ...done, peakMb, meanwhile }));
} finally {
  await world.tidy();
}

async function imported() {
  const { ms, phases, result } = await importFile(world.client, file, false);
  return { ms, phases, rows: result.created };
}

async function exported() {
  const phases: Record<string, number> = {};
  const started = performance.now();
  const made = await followed(
    world.client.exchange.export({
      entity: 'asset',
      columns: [...exportColumns],
      format: 'xlsx',
      language: 'zh',
    }),
    phases,
    started,
  );
  const ms = Math.round(performance.now() - started);
  if (file !== '') copyFileSync(world.core.files.pathOf(made.file), file);
  return { ms, phases, rows: made.rows };
}
