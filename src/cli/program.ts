import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { Language } from '../model/index.ts';
import { defaultDataFile } from '../shell/data-folder.ts';
import { systemLanguage } from '../shell/language.ts';
import { addBaseline } from './commands/baseline.ts';
import { addCare } from './commands/care.ts';
import { addCompare } from './commands/compare.ts';
import { addDefinitions } from './commands/definitions.ts';
import { addEdit } from './commands/edit.ts';
import { addExport } from './commands/export.ts';
import { addForm } from './commands/form.ts';
import { addGraph } from './commands/graph.ts';
import { addImpact } from './commands/impact.ts';
import { addImport } from './commands/import.ts';
import { addLedger } from './commands/ledger.ts';
import { addList } from './commands/list.ts';
import { addPack } from './commands/pack.ts';
import { addQuality } from './commands/quality.ts';
import { addRelate } from './commands/relate.ts';
import { addRetire } from './commands/retire.ts';
import { addShow } from './commands/show.ts';
import { addStocktake } from './commands/stocktake.ts';
import { addSync } from './commands/sync.ts';
import { addTemplate } from './commands/template.ts';
import { Output } from './output.ts';
import { pastCommands } from './past.ts';
import type { Cli } from './session.ts';

interface GlobalOptions {
  data?: string;
  json?: boolean;
  as?: string;
  lang?: Language;
  asOf?: string;
}

/** The language asked for on the command line, before it is parsed: errors and help are in it too. */
export function languageOf(args: readonly string[]): Language {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const arg = args[at] ?? '';
  const wanted = arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : args[at + 1];
  return at >= 0 && (wanted === 'zh' || wanted === 'en') ? wanted : systemLanguage();
}

/** All commands. The options of the whole may stand before or after a command's own. */
export function buildProgram(language: Language): Command {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const program = new Command('holdfast');
  const interrupt = new AbortController();
  const cli = (command: Command): Cli => {
    const options = command.optsWithGlobals<GlobalOptions>();
    return {
      file: resolve(options.data ?? defaultDataFile(false)),
      language,
      out: new Output(options.json ?? false, language),
      as: options.as ?? null,
      asOf: pastCommands.has(command.name()) ? (options.asOf ?? null) : null,
      interrupt,
      signal: interrupt.signal,
    };
  };
  const shared = () => [
    new Option('--data <file>', say('台账文件', 'register file')),
    new Option('--json', say('只输出 JSON', 'print JSON and nothing else')),
    new Option('--as <person>', say('以谁的身份操作', 'who acts')),
    new Option('--lang <language>', 'zh, en').choices(['zh', 'en']),
  ];
  const asOf = () =>
    new Option(
      '--as-of <date>',
      say('截至某日（当天结束时）或某时刻', 'as of the end of a day, or a moment'),
    );
  program.description(say('Holdfast 资产台账命令行', 'Holdfast asset register on the command line'));
  for (const add of [
    addImport,
    addExport,
    addTemplate,
    addForm,
    addPack,
    addList,
    addShow,
    addImpact,
    addQuality,
    addGraph,
    addEdit,
    addRelate,
    addDefinitions,
    addStocktake,
    addRetire,
    addCompare,
    addBaseline,
    addLedger,
    addSync,
    addCare,
  ])
    add(program, cli);
  for (const command of [program, ...every(program)]) {
    for (const option of shared()) command.addOption(option);
    if (pastCommands.has(command.name())) command.addOption(asOf());
    command.exitOverride().configureOutput({ writeErr: () => {} });
  }
  return program;
}

function every(command: Command): Command[] {
  return command.commands.flatMap((one) => [one, ...every(one)]);
}
