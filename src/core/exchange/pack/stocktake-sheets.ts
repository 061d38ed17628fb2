import { conditions, countOutcomes } from '../../../model/choices.ts';
import { entities } from '../../../model/index.ts';
import { everyLine, type ResultLine } from '../../stocktake/lines.ts';
import { allSheets, type Sheet } from '../../stocktake/sheet.ts';
import { type SheetStatus, statusOf } from '../../stocktake/status.ts';
import { filterWords } from '../export/filter-words.ts';
import type { WriteCell, WriteColumn, WriteSheet } from '../write/types.ts';
import type { PackContext } from './context.ts';

/** Stocktakes that were counting at any time of the period. */
export function stocktakesOf({ reg, period }: PackContext): Sheet[] {
  return allSheets(reg)
    .filter(
      ({ startedAt, closedAt }) =>
        startedAt !== null && startedAt <= period.to && (closedAt ?? period.to) >= period.from,
    )
    .reverse();
}

const outcomes = Object.keys(countOutcomes) as (keyof typeof countOutcomes)[];
const stocktake = entities.stocktake.fields;
const count = entities.count.fields;

/** One line for each stocktake: its scope and its result in numbers. */
export function stocktakeSheet(context: PackContext, sheets: readonly Sheet[]): WriteSheet {
  const columns: WriteColumn[] = [
    { header: context.say(stocktake.name.label), kind: 'text' },
    { header: context.say(stocktake.state.label), kind: 'text' },
    { header: context.say(stocktake.filter.label), kind: 'text' },
    { header: context.say(stocktake.locations.label), kind: 'text' },
    { header: context.say(stocktake.startedAt.label), kind: 'datetime' },
    { header: context.say(stocktake.closedAt.label), kind: 'datetime' },
    { header: context.say('expected'), kind: 'count' },
    { header: context.say('counted'), kind: 'count' },
    { header: context.say('notCounted'), kind: 'count' },
    ...outcomes.map((key) => ({ header: context.say(countOutcomes[key].label), kind: 'count' as const })),
  ];
  const rows = function* (): Generator<WriteCell[]> {
    for (const sheet of sheets) {
      const status = statusOf(context.reg, sheet.id);
      yield [
        sheet.name,
        context.say(stocktake.state.choices[sheet.state].label),
        scopeWords(context, sheet.filter),
        status.locations.join('; '),
        context.moment(sheet.startedAt),
        context.moment(sheet.closedAt),
        status.expected,
        status.counted,
        status.notCounted,
        ...outcomes.map((key) => status.byOutcome[key] ?? 0),
      ];
    }
  };
  return context.sheet('stocktakes', columns, rows);
}

/** What a stocktake was about, in words: an auditor doesn't read filters. */
function scopeWords({ reg, language }: PackContext, filter: string | null): string | null {
  if (!filter) return null;
  try {
    return filterWords(reg, { entity: 'asset', filter }, language);
  } catch {
    // A filter of a newer version stands as it is.
    return filter;
  }
}

/** Whatever was not found as expected, line by line. */
export function differenceSheet(context: PackContext, sheets: readonly Sheet[]): WriteSheet {
  const columns: WriteColumn[] = [
    { header: context.entityName('stocktake'), kind: 'text' },
    { header: context.say(count.outcome.label), kind: 'text' },
    { header: context.say(entities.asset.fields.tag.label), kind: 'code' },
    { header: context.say(entities.asset.fields.name.label), kind: 'text' },
    { header: context.say({ zh: '账面位置', en: 'Expected at' }), kind: 'text' },
    { header: context.say(count.location.label), kind: 'text' },
    { header: context.say({ zh: '账面使用人', en: 'Expected with' }), kind: 'text' },
    { header: context.say(count.user.label), kind: 'text' },
    { header: context.say(count.condition.label), kind: 'text' },
    { header: context.say(count.notes.label), kind: 'text' },
    { header: context.say(count.counter.label), kind: 'text' },
    { header: context.say(count.at.label), kind: 'datetime' },
  ];
  const rows = function* (): Generator<WriteCell[]> {
    for (const sheet of sheets)
      for (const line of everyLine(context.reg, sheet.rid, {}))
        if (line.outcome !== 'expected') yield differenceCells(context, sheet, line);
  };
  return context.sheet('differences', columns, rows);
}

function differenceCells(context: PackContext, sheet: Sheet, line: ResultLine): WriteCell[] {
  const known = line.outcome as keyof typeof countOutcomes;
  const outcome =
    line.outcome !== 'notCounted'
      ? (countOutcomes[known]?.label ?? { zh: line.outcome, en: line.outcome })
      : sheet.state === 'closed'
        ? ('unverified' as const)
        : ('notCounted' as const);
  const condition = line.condition as keyof typeof conditions | null;
  return [
    sheet.name,
    context.say(outcome),
    line.tag,
    line.name,
    line.expectedLocation,
    line.foundLocation,
    line.expectedUser,
    line.foundUser,
    condition === null ? null : context.say(conditions[condition].label),
    line.notes,
    line.countedBy,
    context.moment(line.countedAt),
  ];
}

/** Lines that are differences, by the numbers of the stocktake. */
export function expectedDifferences({ byOutcome, notCounted }: SheetStatus): number {
  return Object.entries(byOutcome).reduce(
    (sum, [key, n]) => (key === 'expected' ? sum : sum + n),
    notCounted,
  );
}
