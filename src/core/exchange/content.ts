import { isIP } from 'node:net';
import type { Catalogue } from '../../model/catalogue.ts';
import { entityOf } from '../../model/entities/index.ts';
import { type ImportEntity, importTargetsOf } from '../../model/import-targets.ts';
import { classWords } from './class-words.ts';
import { WordList } from './values/choice.ts';
import { parseDate } from './values/date.ts';

/** Too few values prove nothing. */
const fewest = 3;

/** Column index to the target that its values alone name. */
export type ContentGuess = ReadonlyMap<number, string>;

type Test = (text: string) => boolean;

const mac: Test = (text) => /^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$|^([0-9a-f]{4}\.){2}[0-9a-f]{4}$/i.test(text);
const ip: Test = (text) => isIP(text.split('/')[0] ?? '') !== 0;
const email: Test = (text) => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(text);
const date: Test = (text) =>
  /\d/.test(text) && typeof parseDate(text, 'mdy') === 'string' && !/^\d{5}$/.test(text);

function tests(entity: ImportEntity, catalogue: Catalogue): readonly (readonly [string, Test])[] {
  const found: (readonly [string, Test])[] = [];
  const classes = classWords(catalogue);
  if (entity === 'asset') {
    const statuses = new WordList(Object.entries(entityOf('asset').fields.status?.choices ?? {}));
    found.push(['mac', mac], ['ip', ip], ['user.email', email]);
    found.push(['class', (text) => classes.exact(text) !== undefined]);
    found.push(['status', (text) => statuses.exact(text) !== undefined]);
  }
  if (entity === 'person' || entity === 'organisation') found.push(['email', email]);
  const dates = importTargetsOf(entity, catalogue).filter(({ field }) => field?.type === 'date');
  // Where an entity has several dates, a date alone doesn't say which.
  if (dates.length === 1) found.push([dates[0]?.key as string, date]);
  return found;
}

/**
 * What columns without a known name hold by their values: MAC addresses, IP addresses, mail addresses and the like. Only
 * where one column alone fits, and nothing else was taken for it by its name.
 * @param columns indexes of the columns that no name matched
 * @param values first values of each column
 */
export function guessByContent(
  entity: ImportEntity,
  columns: readonly number[],
  values: ReadonlyMap<number, readonly string[]>,
  taken: ReadonlySet<string>,
  catalogue: Catalogue,
): ContentGuess {
  const guesses = new Map<number, string>();
  for (const [target, test] of tests(entity, catalogue)) {
    if (taken.has(target)) continue;
    const fitting = columns.filter((column) => {
      const texts = values.get(column) ?? [];
      return texts.length >= fewest && !guesses.has(column) && texts.every(test);
    });
    if (fitting.length === 1) guesses.set(fitting[0] as number, target);
  }
  return guesses;
}
