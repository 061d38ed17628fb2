import type { Command } from 'commander';
import type { InspectedSheet, Inspection, Problem } from '../../contract/api/index.ts';
import { builtinClasses, classOf, describeError, HoldfastError } from '../../model/index.ts';
import { Exit, exitCodes } from '../failure.ts';
import { finish } from '../progress.ts';
import { type Cli, type Session, writing } from '../session.ts';

interface Options {
  sheet?: string;
  headerRow?: string;
  class?: string;
  create: boolean;
  strict?: boolean;
  dryRun?: boolean;
}

interface Report {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  rejected: number;
  problems: Array<Record<string, unknown>>;
  batch: string | null;
}

export function addImport(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  program
    .command('import <file>')
    .description(
      out.say('导入 Excel 或 CSV，每一行都有交代', 'Import a workbook or CSV; every row is accounted for'),
    )
    .option('--sheet <name>', out.say('工作表名称或序号', 'sheet, by name or number'))
    .option('--header-row <n>', out.say('表头所在行', 'row of the column names'))
    .option(
      '--class <class>',
      out.say('不能识别类别的行归入此类别', 'class for rows whose category names none'),
    )
    .option(
      '--no-create',
      out.say('不新建地点、人员、型号、单位', 'make no places, people, models or organisations'),
    )
    .option('--strict', out.say('有任何一行不能导入则什么都不写', 'write nothing when any row is rejected'))
    .option('--dry-run', out.say('只检查，不写入', 'check only, write nothing'))
    .action((file: string, options: Options, command: Command) =>
      writing(cli(command), (session) => importFile(session, file, options)),
    );
}

async function importFile(session: Session, path: string, options: Options): Promise<void> {
  const { client, signal } = session;
  const { file } = await client.files.open({ path });
  const { sheet, inspection } = await chooseSheet(session, file, options);
  const mapping = Object.fromEntries(
    sheet.columns.flatMap((column) => (column.field === null ? [] : [[String(column.index), column.field]])),
  );
  const preview = await finish(
    client.exchange.preview(
      {
        file,
        sheets: [
          {
            sheet: sheet.name,
            headerRow: sheet.headerRow,
            mapping,
            createMissing: options.create,
            fallbackClass: classKey(options.class),
          },
        ],
        language: session.language,
        keepRows: options.dryRun === true || options.strict === true,
        ...(inspection.encoding === null ? {} : { encoding: inspection.encoding }),
        ...(inspection.delimiter === null ? {} : { delimiter: inspection.delimiter }),
      },
      { signal },
    ),
  );
  const refused = options.strict === true && preview.rejected > 0;
  if (refused || options.dryRun) {
    session.discardNew();
    const problems = await plannedProblems(session, preview.plan);
    await report(session, { ...preview, batch: null }, problems);
    if (refused)
      throw new Exit(new HoldfastError('IMPORT_STRICT', { rejected: preview.rejected }), exitCodes.strict);
    return;
  }
  const result = await finish(client.exchange.run({ plan: preview.plan }, { signal }));
  await report(session, result, result.problems);
}

/** @throws HoldfastError SHEET_NOT_FOUND, HEADER_NOT_FOUND, SHEET_NO_ROWS */
async function chooseSheet(
  session: Session,
  file: string,
  options: Options,
): Promise<{ sheet: InspectedSheet; inspection: Inspection }> {
  const { client, signal } = session;
  let inspection = await client.exchange.inspect({ file }, { signal });
  const name = sheetName(inspection, options.sheet);
  if (options.headerRow !== undefined) {
    const headerRow = Number(options.headerRow);
    if (!Number.isInteger(headerRow) || headerRow < 1)
      throw new HoldfastError('COMMAND_INVALID', { reason: `--header-row ${options.headerRow}` });
    inspection = await client.exchange.inspect({ file, sheet: name, headerRow }, { signal });
  }
  const sheet = inspection.sheets.find((one) => one.name === name) as InspectedSheet;
  if (sheet.headerRow < 1) throw new HoldfastError('HEADER_NOT_FOUND', { sheet: name, row: 1 });
  return { sheet, inspection };
}

function sheetName(inspection: Inspection, wanted: string | undefined): string {
  const { sheets, suggested } = inspection;
  if (wanted === undefined) {
    const sheet = sheets[suggested];
    if (!sheet) throw new HoldfastError('SHEET_NOT_FOUND', { sheet: '' });
    return sheet.name;
  }
  const named =
    sheets.find((one) => one.name === wanted) ??
    (/^\d+$/.test(wanted) ? sheets[Number(wanted) - 1] : undefined);
  if (!named) throw new HoldfastError('SHEET_NOT_FOUND', { sheet: wanted });
  return named.name;
}

function classKey(wanted: string | undefined): string {
  if (wanted === undefined) return 'otherEquipment';
  const word = wanted.trim().toLowerCase();
  const found =
    classOf(wanted) ??
    builtinClasses.find((c) =>
      [c.key, c.label.zh, c.label.en, ...(c.synonyms ?? [])].some((name) => name.toLowerCase() === word),
    );
  if (!found) throw new HoldfastError('CLASS_NOT_FOUND', { class: wanted });
  return found.key;
}

async function plannedProblems(session: Session, plan: string): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (let offset = 0; ; offset += 500) {
    const { rows } = await session.client.exchange.previewRows({
      plan,
      offset,
      limit: 500,
      only: 'problems',
    });
    for (const row of rows) problems.push(...row.problems);
    if (rows.length < 500) return problems;
  }
}

async function report(
  session: Session,
  account: Omit<Report, 'problems'>,
  problems: readonly Problem[],
): Promise<void> {
  const { out, language } = session;
  const { rows, created, updated, unchanged, skipped, rejected, batch } = account;
  const listed = problems.map(({ sheet, row, column, value, code, severity, params }) => ({
    sheet,
    row,
    column,
    value,
    code,
    message: describeError(code, { value, ...params }, language),
    severity,
  }));
  const answer: Report = { rows, created, updated, unchanged, skipped, rejected, problems: listed, batch };
  await out.answer(answer, function* () {
    yield out.say(
      `共 ${rows} 行：新增 ${created}，更新 ${updated}，未变 ${unchanged}，跳过 ${skipped}，未导入 ${rejected}`,
      `${rows} rows: ${created} created, ${updated} updated, ${unchanged} unchanged, ${skipped} skipped, ${rejected} rejected`,
    );
    for (const one of listed) {
      const mark = one.severity === 'error' ? out.say('错误', 'error') : out.say('提示', 'warning');
      yield `${one.sheet}:${one.row} ${one.column} [${mark}] ${one.code}: ${one.message}`;
    }
    if (batch !== null)
      yield out.say(`批次 ${batch}（可用 undo 撤销）`, `batch ${batch} (undo takes it back)`);
  });
}
