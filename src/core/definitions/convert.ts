import {
  type FieldDef,
  fits,
  HoldfastError,
  type Language,
  moneyScale,
  type Value,
} from '../../model/index.ts';
import { type CellParser, cellParser } from '../exchange/values/parse.ts';
import { Problem } from '../exchange/values/problem.ts';
import { cleanValue, type Living } from '../log/validate.ts';

/** What becomes of one value when its field changes. */
export type Converted = { readonly value: Value } | null;

export interface Converter {
  /** The value in its new form, the same one where it fits as it is, or null when it can't be converted. */
  convert(value: Value): Converted;
}

export interface ConverterHelp {
  readonly language: Language;
  readonly living: Living;
  /** Words of a record that a reference points to. */
  readonly words: (field: FieldDef, id: string) => string | null;
  /** The one record that a text names; null for none or several. */
  readonly find: (field: FieldDef, text: string) => string | null;
}

/** Does a change of a field ask its values to be looked at? */
export function needsConversion(before: FieldDef, after: FieldDef): boolean {
  if (before.type !== after.type || before.target !== after.target) return true;
  if (after.type !== 'choice' && after.type !== 'choices') return false;
  const gone = Object.keys(before.choices ?? {}).some((key) => !Object.hasOwn(after.choices ?? {}, key));
  return gone;
}

/**
 * Turns values of one field into those of another by way of their words, as an import would read them. Nothing is guessed: a
 * number with a fraction is no whole number, a word that is no choice is none.
 */
export function converter(key: string, before: FieldDef, after: FieldDef, help: ConverterHelp): Converter {
  const parse = cellParser(key, after, { order: 'dmy' });
  return {
    convert(value) {
      if (value === null || fitsNow(before, after, value)) return { value };
      const read = direct(before, after, value) ?? byWords(before, after, value, parse, help);
      if (read === null) return null;
      try {
        const clean = cleanValue(help.living, key, after, read);
        return clean === null ? null : { value: clean };
      } catch (cause) {
        if (cause instanceof HoldfastError) return null;
        throw cause;
      }
    },
  };
}

/** Text that happens to look like a key of a choice is still to be looked up by its word. */
function fitsNow(before: FieldDef, after: FieldDef, value: Value): boolean {
  if (before.type === 'money' || after.type === 'money')
    return before.type === after.type && fits(after, value);
  if (after.type === 'ref' && before.type === 'ref' && before.target !== after.target) return false;
  // What stands for a word becomes the word.
  if ((before.type === 'choice' || before.type === 'ref') && before.type !== after.type) return false;
  return fits(after, value);
}

function direct(before: FieldDef, after: FieldDef, value: Value): Value {
  if (after.type === 'choices' && typeof value === 'string' && fits(after, [value])) return [value];
  if (
    after.type === 'choice' &&
    Array.isArray(value) &&
    value.length === 1 &&
    fits(after, value[0] as string)
  )
    return value[0] as string;
  if (typeof value !== 'number') return null;
  if (after.type === 'money' && before.type !== 'money') return hundredths(value);
  if (before.type === 'money' && after.type === 'number') return value / moneyScale;
  if (before.type === 'money' && after.type === 'integer')
    return value % moneyScale === 0 ? value / moneyScale : null;
  return null;
}

function hundredths(value: number): number | null {
  const minor = Math.round(value * moneyScale);
  return Math.abs(minor - value * moneyScale) < 1e-6 && Number.isSafeInteger(minor) ? minor : null;
}

function byWords(
  before: FieldDef,
  after: FieldDef,
  value: Value,
  parse: CellParser,
  help: ConverterHelp,
): Value {
  const words = wordsOf(before, value, help);
  if (words === null || words === '') return null;
  if (after.type === 'ref') return help.find(after, words);
  const read = parse(words);
  return read instanceof Problem ? null : read;
}

function wordsOf(field: FieldDef, value: Value, help: ConverterHelp): string | null {
  const choice = (key: unknown) => field.choices?.[String(key)]?.label[help.language] ?? String(key);
  if (typeof value === 'boolean')
    return value ? { zh: '是', en: 'Yes' }[help.language] : { zh: '否', en: 'No' }[help.language];
  if (Array.isArray(value)) return value.map(choice).join(help.language === 'zh' ? '、' : ', ');
  if (field.type === 'money' && typeof value === 'number') return String(value / moneyScale);
  if (field.type === 'ref' && typeof value === 'string') return help.words(field, value);
  if (field.type === 'choice') return choice(value);
  return typeof value === 'object' ? null : String(value);
}
