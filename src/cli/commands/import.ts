import { extname, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { ImportResult, Preview, Problem } from '../../contract/api/index.ts';
import { HoldfastError } from '../../model/index.ts';
import { describeProblem } from '../../model/problem-text.ts';
import { Exit, exitCodes } from '../failure.ts';
import { chooseSheets, type ImportCommand, settingsOf } from '../import-settings.ts';
import { finish } from '../progress.ts';
import { type Cli, type Session, writing } from '../session.ts';
import { importLandscape, landscapeFiles } from './import-landscape.ts';

type Account = Pick<ImportResult, 'rows' | 'created' | 'updated' | 'unchanged' | 'skipped' | 'rejected'>;
type Conflict = ImportResult['conflicts'][number];
type Missing = Preview['missing'];

/** A sheet with columns of a register that was not taken: hidden, not surely recognised, or not the one that was named. */
interface LeftSheet {
  readonly sheet: string;
  readonly hidden: boolean;
  readonly rows: number;
}

interface Answer extends Account {
  problems: Array<Record<string, unknown>>;
  batch: string | null;
  conflicts: readonly Conflict[];
  /** Records of an exported workbook whose rows are gone from it; nothing happens to them. */
  missing: Missing;
  sheetsLeft: readonly LeftSheet[];
  sheets: ImportResult['sheets'];
  /** Where the rejected rows were written; null when none were. */
  rejects: string | null;
}

export function addImport(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  const say = (zh: string, en: string) => out.say(zh, en);
  const command = program
    .command('import <file>')
    .description(
      say(
        '导入表格，或 NetBox、GLPI、iTop 的文件或文件夹；每一行、每个对象都有交代',
        'Import a workbook or text table, or files of NetBox, GLPI or iTop or a folder of them; every row and object is accounted for',
      ),
    );
  const options: readonly Option[] = [
    new Option(
      '--sheet <name>',
      say('工作表名称或序号，默认所有认得的表', 'sheet, by name or number; default all known'),
    ),
    new Option('--header-row <n>', say('表头所在行', 'row of the column names')),
    new Option(
      '--map <profile>',
      say('按已保存的导入方案对应各列', 'match the columns as this profile says'),
    ),
    new Option(
      '--mode <mode>',
      say('只新增、只更新或两者', 'only new rows, only known ones, or both'),
    ).choices(['create', 'update', 'both']),
    new Option(
      '--key <fields>',
      say('凭哪些字段认出记录，逗号分隔', 'fields that tell which record a row means'),
    ),
    new Option('--blank <what>', say('空单元格保留还是清除原值', 'what an empty cell does')).choices([
      'keep',
      'clear',
    ]),
    new Option(
      '--split <what>',
      say(
        '拆成一件一条：quantity（数量=20）、ranges（0001~0020），可用逗号同时写',
        'make single assets of quantity (20 pieces), of ranges (0001~0020), or of both with a comma',
      ),
    ),
    new Option('--rejects <file>', say('把未导入的行写到此 .xlsx', 'write the rejected rows to this .xlsx')),
    new Option(
      '--prefer <side>',
      say('两边都改过时以哪边为准', 'which side wins where both were changed'),
    ).choices(['register', 'workbook']),
    new Option(
      '--leave <problems...>',
      say('这些问题的单元格留空，如 DATE_IMPOSSIBLE:purchaseDate', 'leave cells with these problems blank'),
    ),
    new Option(
      '--date-order <order>',
      say('3/5/24 这类日期的日月顺序', 'order of day and month in 3/5/24'),
    ).choices(['dmy', 'mdy']),
    new Option('--encoding <name>', say('文本编码，如 gbk', 'encoding of a text file, such as gbk')),
    new Option(
      '--delimiter <char>',
      say('文本分隔符：comma、semicolon、tab、pipe', 'comma, semicolon, tab or pipe'),
    ),
    new Option(
      '--class <class>',
      say('不能识别类别的行归入此类别', 'class for rows whose category names none'),
    ),
    new Option(
      '--no-create',
      say('不新建地点、人员、型号、单位', 'make no places, people, models or organisations'),
    ),
    new Option('--strict', say('有任何一行不能导入则什么都不写', 'write nothing when any row is rejected')),
    new Option('--dry-run', say('只检查，不写入', 'check only, write nothing')),
  ];
  for (const option of options) command.addOption(option);
  command.action((file: string, given: ImportCommand, made: Command) =>
    writing(cli(made), (session) => {
      const landscape = landscapeFiles(file);
      return landscape ? importLandscape(session, landscape, given) : importFile(session, file, given);
    }),
  );
}

async function importFile(session: Session, path: string, options: ImportCommand): Promise<void> {
  const { client, signal } = session;
  if (options.rejects !== undefined && extname(options.rejects).toLowerCase() !== '.xlsx')
    throw new HoldfastError('FORMAT_UNKNOWN', { file: options.rejects, known: '.xlsx' });
  const { file } = await client.files.open({ path });
  const { inspection, sheets, reading } = await chooseSheets(session, file, options);
  const sheetsLeft = inspection.sheets
    .filter(({ name, rows }) => rows > 0 && !sheets.some((one) => one.name === name))
    // A cover or a note that has no columns of ours holds no records.
    .filter(({ columns }) => columns.filter(({ field }) => field !== null).length > 1)
    .map(({ name, hidden, rows }) => ({ sheet: name, hidden, rows }));
  const preview = await finish(
    client.exchange.preview(
      {
        file,
        sheets: sheets.map((sheet) => settingsOf(session, sheet, options)),
        language: session.language,
        keepRows: options.dryRun === true || options.strict === true || options.rejects !== undefined,
        ...reading,
      },
      { signal },
    ),
  );
  const refused = options.strict === true && preview.rejected > 0;
  if (refused || options.dryRun) {
    session.discardNew();
    const { problems, conflicts } = await planned(session, preview.plan);
    const rejects = await writeRejects(session, preview, options.rejects);
    await report(session, {
      ...preview,
      problems: listed(session, problems),
      batch: null,
      conflicts,
      sheetsLeft,
      rejects,
    });
    if (refused)
      throw new Exit(new HoldfastError('IMPORT_STRICT', { rejected: preview.rejected }), exitCodes.strict);
    return;
  }
  const result = await finish(client.exchange.run({ plan: preview.plan }, { signal }));
  const rejects = await writeRejects(session, preview, options.rejects);
  const { missing } = preview;
  const problems = listed(session, result.problems);
  await report(session, { ...result, missing, problems, sheetsLeft, rejects });
}

/** The rejected rows as a workbook; none when there are none. */
async function writeRejects(
  { client, language, signal }: Session,
  preview: Preview,
  target: string | undefined,
): Promise<string | null> {
  if (target === undefined || preview.rejected === 0) return null;
  const made = await finish(client.exchange.rejects({ plan: preview.plan, language }, { signal }));
  const path = resolve(target);
  await client.files.saveAs({ file: made.file, path });
  return path;
}

/** What a plan that is not carried out would have said. */
async function planned(
  { client }: Session,
  plan: string,
): Promise<{ problems: Problem[]; conflicts: Conflict[] }> {
  const problems: Problem[] = [];
  const conflicts: Conflict[] = [];
  for (const only of ['problems', 'conflicts'] as const) {
    for (let offset = 0; ; offset += 500) {
      const { rows } = await client.exchange.previewRows({ plan, offset, limit: 500, only });
      for (const { sheet, row, problems: told, conflicts: met } of rows) {
        if (only === 'problems') problems.push(...told);
        else
          for (const { target, base, register, workbook, settled } of met)
            conflicts.push({ sheet, row, field: target, base, register, workbook, settled });
      }
      if (rows.length < 500) break;
    }
  }
  return { problems, conflicts };
}

function listed({ language }: Session, problems: readonly Problem[]): Array<Record<string, unknown>> {
  return problems.map(({ sheet, row, column, value, code, severity, params }) => ({
    sheet,
    row,
    column,
    value,
    code,
    message: describeProblem({ code, severity, value, params }, language),
    severity,
  }));
}

async function report(session: Session, given: Answer): Promise<void> {
  const { out } = session;
  const {
    rows,
    created,
    updated,
    unchanged,
    skipped,
    rejected,
    problems,
    batch,
    conflicts,
    missing,
    sheetsLeft,
    sheets,
    rejects,
  } = given;
  const gone = missing.records.map(({ id, label }) => ({ label, id }));
  const account = { rows, created, updated, unchanged, skipped, rejected };
  const round = { conflicts, missing: gone, missingCount: missing.count };
  await out.answer({ ...account, problems, batch, ...round, sheets, sheetsLeft, rejects }, function* () {
    yield accountLine(session, given);
    if (sheets.length > 1)
      for (const sheet of sheets) yield `  ${sheet.sheet} (${sheet.entity}): ${accountLine(session, sheet)}`;
    for (const { sheet, row, column, severity, code, message } of problems) {
      const mark = severity === 'error' ? out.say('错误', 'error') : out.say('提示', 'warning');
      yield `${sheet}:${row} ${column} [${mark}] ${code}: ${message}`;
    }
    for (const { sheet, row, field, base, register, workbook, settled } of conflicts) {
      const kept =
        settled === 'workbook'
          ? out.say('采用表格', 'the workbook’s')
          : out.say('保留台账', 'the register’s');
      yield out.say(
        `${sheet}:${row} ${field} [冲突] 原为“${base}”，台账“${register}”，表格“${workbook}”：${kept}`,
        `${sheet}:${row} ${field} [conflict] was “${base}”, register “${register}”, workbook “${workbook}”: ${kept}`,
      );
    }
    for (const { label } of gone)
      yield out.say(
        `${label} [缺行] 导出时有这一行，表格里已没有；台账中的记录不变`,
        `${label} [missing] was exported and has no row in the workbook any more; the record stays as it is`,
      );
    if (missing.count > gone.length)
      yield out.say(
        `另有 ${missing.count - gone.length} 条记录在表格里没有行`,
        `${missing.count - gone.length} more records have no row in the workbook`,
      );
    for (const { sheet, hidden, rows } of sheetsLeft)
      yield out.say(
        `未读取工作表“${sheet}”${hidden ? '（隐藏）' : ''}，${rows} 行；要导入请用 --sheet`,
        `sheet “${sheet}”${hidden ? ' (hidden)' : ''} was not taken, ${rows} rows; --sheet imports it`,
      );
    if (rejects !== null) yield out.say(`未导入的行已写到 ${rejects}`, `rejected rows written to ${rejects}`);
    if (batch !== null)
      yield out.say(`批次 ${batch}（可用 undo 撤销）`, `batch ${batch} (undo takes it back)`);
  });
}

function accountLine({ out }: Session, account: Account): string {
  const { rows, created, updated, unchanged, skipped, rejected } = account;
  return out.say(
    `共 ${rows} 行：新增 ${created}，更新 ${updated}，未变 ${unchanged}，跳过 ${skipped}，未导入 ${rejected}`,
    `${rows} rows: ${created} created, ${updated} updated, ${unchanged} unchanged, ${skipped} skipped, ${rejected} rejected`,
  );
}
