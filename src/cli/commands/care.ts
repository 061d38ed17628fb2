import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { restoreBackup } from '../../core/backup/restore.ts';
import { ensureDemo } from '../../core/demo/ensure.ts';
import { HoldfastError, type Language } from '../../model/index.ts';
import { Exit, exitCodes } from '../failure.ts';
import { tabbed } from '../output.ts';
import { type Cli, reading, type Session } from '../session.ts';
import { iso } from '../shape.ts';
import { numberOf } from './list.ts';

/** `verify`, `backup`, `restore`, `batches` and `demo`: about the file as a whole. */
export function addCare(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  program
    .command('verify')
    .description(
      out.say(
        '核验文件、变更记录的哈希链与签名',
        'Check the file, that it equals its log, and every hash chain',
      ),
    )
    .action((_: unknown, command: Command) => reading(cli(command), verify));
  program
    .command('backup')
    .description(out.say('备份到台账旁的文件夹', 'Back up into the folder beside the register'))
    .action((_: unknown, command: Command) => reading(cli(command), backup));
  program
    .command('restore <backup>')
    .description(
      out.say('用备份替换台账，原文件保留', 'Put a backup in the place of the register, which is kept'),
    )
    .action((file: string, _: unknown, command: Command) => restore(cli(command), file));
  program
    .command('batches')
    .description(out.say('最近的操作', 'Operations, newest first'))
    .option('--limit <n>', out.say('几条', 'how many'), '50')
    .action((options: { limit: string }, command: Command) =>
      reading(cli(command), (s) => batches(s, options)),
    );
  program
    .command('demo')
    .description(out.say('生成示例台账', 'Make a sample register'))
    .option('--assets <n>', out.say('资产数量', 'how many assets'), '2000')
    .option('--seed <n>', out.say('随机种子', 'seed'), '1')
    .action((options: { assets: string; seed: string }, command: Command) => demo(cli(command), options));
}

async function verify({ client, out, signal }: Session): Promise<void> {
  const result = await client.backup.verify(undefined, { signal });
  await out.answer(result, function* () {
    if (result.ok)
      yield out.say(
        `完好：${result.changes} 条变更，${result.records} 条记录`,
        `in order: ${result.changes} changes, ${result.records} records`,
      );
    for (const one of result.problems) yield `${one.code}: ${one.message}`;
  });
  if (!result.ok)
    throw new Exit({ code: 'VERIFY_FAILED', params: { count: result.problems.length } }, exitCodes.failed);
}

async function backup({ client, out, signal }: Session): Promise<void> {
  const made = await client.backup.create(undefined, { signal });
  await out.answer({ ...made, at: iso(made.at) }, () => [made.file]);
}

async function restore(cli: Cli, file: string): Promise<void> {
  const backupFile = resolve(file);
  const former = restoreBackup(backupFile, cli.file, Date.now());
  await cli.out.answer({ file: cli.file, former }, function* () {
    yield cli.out.say(`已恢复到 ${cli.file}`, `restored to ${cli.file}`);
    if (former !== null)
      yield cli.out.say(`原台账保留为 ${former}`, `the former register is kept as ${former}`);
  });
}

async function batches({ client, out }: Session, options: { limit: string }): Promise<void> {
  const limit = Math.min(200, Math.max(1, numberOf('--limit', options.limit) ?? 50));
  const { batches: found } = await client.batches.list({ offset: 0, limit });
  const shapes = found.map(({ id, kind, label, actor, device, at, changes, undoneBy }) => ({
    batch: id,
    at: iso(at),
    kind,
    label,
    actor,
    device,
    changes,
    undoneBy,
  }));
  await out.array(shapes, (one) => tabbed([one.batch, one.at, one.kind, one.label, one.actor, one.changes]));
}

async function demo(cli: Cli, options: { assets: string; seed: string }): Promise<void> {
  const { file, out } = cli;
  if (existsSync(file)) throw new HoldfastError('FILE_EXISTS', { file });
  const language: Language = cli.language;
  const assets = numberOf('--assets', options.assets) ?? 2000;
  const seed = numberOf('--seed', options.seed) ?? 1;
  const made = await ensureDemo(file, { language, assets, seed });
  await out.answer({ file, assets: made?.assets ?? 0 }, () => [`${file}: ${made?.assets}`]);
}
