import { createHash } from 'node:crypto';
import { HoldfastError, type Language } from '../../../model/index.ts';
import { withAsOf } from '../../register/as-of/overlay.ts';
import { labelOfId } from '../../register/labels.ts';
import { dateIn, minuteIn } from '../../stocktake/date.ts';
import type { Register } from '../../store/register.ts';
import type { JobContext } from '../../workers/jobs.ts';
import { type CoverPart, coverSheet } from '../write/cover.ts';
import type { WriteSheet } from '../write/types.ts';
import { writeWorkbook } from '../write/workbook.ts';
import { changesSheet } from './changes-sheet.ts';
import { PackContext } from './context.ts';
import { movementOf } from './movement.ts';
import { attentionSheet, peopleSheet } from './people-sheets.ts';
import { type Figures, type Line, reconcile, reconciliationSheet, totalsSheet } from './reconciliation.ts';
import { registerSheet } from './register-sheet.ts';
import { mediaSheet, retirementSheet, retirementsOf } from './retirement-sheets.ts';
import { differenceSheet, stocktakeSheet, stocktakesOf } from './stocktake-sheets.ts';
import type { packTexts } from './texts.ts';
import { type Sums, tableSums } from './totals.ts';

export interface PackInput {
  /** Milliseconds since 1970, both included. */
  readonly from: number;
  readonly to: number;
  readonly language: Language;
  /** Id of the person who makes it. */
  readonly actor: string | null;
  readonly path: string;
}

export interface PackOutput {
  /** Rows of all tables. */
  readonly rows: number;
  readonly cursor: number;
  /** Of the sheets' own, in their order; hex. */
  readonly sha256: string;
  /** Totals that were compared, and how many of them differ. */
  readonly compared: number;
  readonly differing: number;
}

/**
 * Writes the auditor's pack: the register as it was at the end of a period, every change within it, stocktakes, retirements,
 * what waits for a decision, people, and totals that are computed from the log and from the tables and must agree.
 * @throws HoldfastError PERIOD_INVALID, CANCELLED, DISK_FULL, FILE_NOT_WRITABLE
 */
export async function packJob(job: JobContext, input: PackInput): Promise<PackOutput> {
  if (!(input.from <= input.to)) throw new HoldfastError('PERIOD_INVALID');
  const context = new PackContext(job, { from: input.from, to: input.to }, input.language);
  const { reg } = context;
  // One read transaction: all sheets are of the same state of the file.
  reg.db.exec('BEGIN');
  try {
    const onProgress = (done: number, total: number) => {
      context.check();
      job.progress('pack', done, total);
    };
    const past = { entities: ['asset'] as const, search: false, onProgress };
    const before = await withAsOf(reg, { asOf: input.from - 1 }, () => tableSums(reg), past);
    const movement = movementOf(context);
    return await withAsOf(
      reg,
      { asOf: input.to },
      () => writePack(context, input, { before, movement }).finally(() => context.close()),
      {
        search: false,
        onProgress,
      },
    );
  } finally {
    reg.db.exec('COMMIT');
  }
}

async function writePack(
  context: PackContext,
  input: PackInput,
  known: Pick<Figures, 'before' | 'movement'>,
): Promise<PackOutput> {
  const { reg } = context;
  const written: Sums = new Map();
  const stocktakes = stocktakesOf(context);
  const retirements = retirementsOf(context);
  const after = tableSums(reg);
  let lines: Line[] | null = null;
  const reconciled = () => {
    lines ??= reconcile(context, { ...known, after, written, stocktakes, retirements });
    return lines;
  };
  const sheets: WriteSheet[] = [
    reconciliationSheet(context, reconciled),
    registerSheet(context, written),
    totalsSheet(context, after),
    changesSheet(context),
    stocktakeSheet(context, stocktakes),
    differenceSheet(context, stocktakes),
    retirementSheet(context, retirements),
    mediaSheet(context, retirements),
    attentionSheet(context),
    peopleSheet(context),
  ];
  const title = context.say('title');
  const cover = coverSheet(context.say('cover'), title, () => coverParts(context, input, reconciled()));
  await writeWorkbook(input.path, { sheets: [cover, ...sheets] });
  const compared = reconciled().filter(({ agrees }) => agrees !== null);
  return {
    rows: context.written.reduce((sum, { rows }) => sum + rows, 0),
    cursor: reg.cursor(),
    sha256: packHash(context),
    compared: compared.length,
    differing: compared.filter(({ agrees }) => agrees === false).length,
  };
}

function packHash({ written }: PackContext): string {
  return createHash('sha256')
    .update(written.map(({ sha256 }) => sha256).join('\n'))
    .digest('hex');
}

function* coverParts(context: PackContext, input: PackInput, lines: readonly Line[]): Generator<CoverPart> {
  const { reg, zone } = context;
  const say = (text: keyof typeof packTexts) => context.say(text);
  const differing = lines.filter(({ agrees }) => agrees === false).length;
  yield { label: say('register'), value: reg.meta('name') ?? '' };
  yield { label: say('registerId'), value: reg.id };
  yield { label: say('period'), value: `${minuteIn(zone, input.from)} – ${minuteIn(zone, input.to)}` };
  yield { label: say('zone'), value: zone };
  yield { label: say('madeAt'), value: minuteIn(zone, reg.deps.now()) };
  yield { label: say('madeBy'), value: labelOfId(reg, 'person', input.actor) ?? '' };
  yield { label: say('cursor'), value: String(reg.cursor()), kind: 'code' };
  yield {
    label: say('reconciliation'),
    value: differing === 0 ? say('allAgree') : say('someDiffer').replace('{count}', String(differing)),
    tone: differing === 0 ? 'good' : 'bad',
  };
  yield { gap: true };
  yield { heading: say('contents') };
  // Written after the cover, since it counts what the other sheets hold.
  for (const written of context.written) written.measure();
  for (const { name, rows, sha256 } of context.written)
    yield { label: name, value: `${rows} ${say('rows')}　SHA-256 ${sha256}` };
  yield { text: say('contentsNote') };
  yield { text: say('attentionNote') };
  yield { gap: true };
  yield { text: say('signature') };
}

/** A name for the file, such as 审计资料包-2026-01-01-2026-12-31.xlsx. */
export function packName(reg: Register, from: number, to: number, language: Language): string {
  const zone = reg.meta('timeZone') ?? 'UTC';
  const what = { zh: '审计资料包', en: 'Auditors pack' }[language];
  return `${what}-${dateIn(zone, from)}-${dateIn(zone, to)}.xlsx`;
}
