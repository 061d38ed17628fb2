import { extname, resolve } from 'node:path';
import type { Command } from 'commander';
import { HoldfastError } from '../../model/index.ts';
import { Exit, exitCodes } from '../failure.ts';
import { parseMoment } from '../moment.ts';
import { finish } from '../progress.ts';
import { type Cli, reading, type Session } from '../session.ts';

interface Options {
  from: string;
  to: string;
  out: string;
}

export function addPack(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  program
    .command('pack')
    .description(
      out.say(
        '审计资料包：台账、期间变更、盘点、报废和勾稽',
        'Auditor’s pack: register, changes, stocktakes, totals',
      ),
    )
    .requiredOption('--from <date>', out.say('期间开始（当天开始时）', 'start of the period'))
    .requiredOption(
      '--to <date>',
      out.say('期间结束（当天结束时）', 'end of the period, its last day included'),
    )
    .requiredOption('--out <file>', out.say('写到哪个 .xlsx 文件', '.xlsx file to write'))
    .action((options: Options, command: Command) =>
      reading(cli(command), (session) => pack(session, options)),
    );
}

async function pack({ client, core, out, language, signal }: Session, options: Options): Promise<void> {
  const path = resolve(options.out);
  if (extname(path).toLowerCase() !== '.xlsx')
    throw new HoldfastError('FORMAT_UNKNOWN', { file: path, known: '.xlsx' });
  const zone = core.reg.meta('timeZone') ?? 'UTC';
  const from = parseMoment('--from', options.from, zone, 'start');
  const to = parseMoment('--to', options.to, zone, 'end');
  const done = await finish(client.exchange.pack({ from, to, language }, { signal }));
  await client.files.saveAs({ file: done.file, path });
  const { rows, sha256, cursor, compared, differing } = done;
  await out.answer({ file: path, rows, sha256, cursor, compared, differing }, () => [
    out.say(
      `审计资料包已写到 ${path}：${compared} 项勾稽，${differing} 项不符`,
      `auditor's pack written to ${path}: ${compared} totals compared, ${differing} differ`,
    ),
  ]);
  if (differing > 0)
    throw new Exit(new HoldfastError('PACK_DIFFERS', { count: differing, file: path }), exitCodes.strict);
}
