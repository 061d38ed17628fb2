import { extname, resolve } from 'node:path';
import type { Command } from 'commander';
import { importEntities } from '../../model/import-targets.ts';
import { HoldfastError } from '../../model/index.ts';
import { classKey } from '../classes.ts';
import { type Cli, reading, type Session } from '../session.ts';

interface Options {
  out: string;
  class?: string;
  entity: string;
}

export function addTemplate(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  program
    .command('template')
    .description(out.say('做一个空的导入模板', 'Make an empty workbook to fill in and import'))
    .requiredOption('--out <file>', out.say('写到哪个 .xlsx 文件', '.xlsx file to write'))
    .option('--class <class>', out.say('带上此类别的字段', 'with the fields of this class'))
    .option('--entity <kind>', out.say('记录种类', 'kind of record'), 'asset')
    .action((options: Options, command: Command) =>
      reading(cli(command), (session) => template(session, options)),
    );
}

async function template({ client, core, out, language }: Session, options: Options): Promise<void> {
  const path = resolve(options.out);
  if (extname(path).toLowerCase() !== '.xlsx')
    throw new HoldfastError('FORMAT_UNKNOWN', { file: path, known: '.xlsx' });
  const entity = importEntities.find((key) => key === options.entity);
  if (!entity) throw new HoldfastError('ENTITY_UNKNOWN', { entity: options.entity });
  const made = await client.exchange.template({
    entity,
    language,
    ...(options.class === undefined ? {} : { class: classKey(core.reg.catalogue, options.class) }),
  });
  await client.files.saveAs({ file: made.file, path });
  await out.answer({ file: path }, () => [out.say(`模板已写到 ${path}`, `template written to ${path}`)]);
}
