import type { ImportEntity, Preview, SheetImport } from '../../contract/api/index.ts';
import type { Choice } from '../../model/types.ts';
import { currentCatalogue } from '../catalogue/catalogue.tsx';
import { targetOf } from './targets.ts';

/** A word of the file that names none of a column's choices, with what a person says it means. */
export interface UnknownWord {
  readonly sheet: string;
  readonly target: string;
  readonly word: string;
  /** In how many rows it stands; null when the check knows it by now, since it was given a meaning. */
  readonly count: number | null;
  readonly meaning: string | null;
}

/** Words without a meaning, the most frequent first, then those that were given one: that can be thought over. */
export function unknownWords(
  found: Preview['unknownWords'],
  plans: Readonly<Record<string, SheetImport>>,
  chosen: readonly string[],
): UnknownWord[] {
  const open = found.map((each) => ({
    ...each,
    meaning: plans[each.sheet]?.words[each.target]?.[each.word] ?? null,
  }));
  const known = new Set(open.map(nameOf));
  const settled = chosen.flatMap((sheet) =>
    Object.entries(plans[sheet]?.words ?? {}).flatMap(([target, meanings]) =>
      Object.entries(meanings).map(([word, meaning]) => ({ sheet, target, word, count: null, meaning })),
    ),
  );
  return [
    ...open.toSorted((a, b) => b.count - a.count),
    ...settled.filter((each) => !known.has(nameOf(each))),
  ];
}

export const nameOf = ({ sheet, target, word }: Pick<UnknownWord, 'sheet' | 'target' | 'word'>): string =>
  JSON.stringify([sheet, target, word]);

/** The same settings with a word meaning something, or nothing any more. */
export function withMeaning(
  plan: SheetImport,
  target: string,
  word: string,
  meaning: string | null,
): Pick<SheetImport, 'words'> {
  const { [word]: _, ...others } = plan.words[target] ?? {};
  const meanings = meaning === null ? others : { ...others, [word]: meaning };
  const { [target]: __, ...rest } = plan.words;
  return { words: Object.keys(meanings).length === 0 ? rest : { ...rest, [target]: meanings } };
}

/** What a word of a column can mean; null where it is chosen otherwise, as classes are from their tree. */
export function choicesOf(entity: ImportEntity, target: string): Readonly<Record<string, Choice>> | null {
  const field = targetOf(entity, target)?.field ?? currentCatalogue().fieldsOf(entity)[target];
  return field?.choices ?? null;
}
