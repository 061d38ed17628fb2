import {
  type FieldDef,
  HoldfastError,
  isEntityKey,
  type JsonObject,
  keyPattern,
  patternOf,
  type Value,
} from '../../model/index.ts';
import { cleanValue } from '../log/validate.ts';
import type { Register } from '../store/register.ts';
import { choiceKey } from './choice-keys.ts';
import { demandType, type Patch } from './define.ts';

/** A choice as editors send it; order is that of the list. */
export interface ChoiceInput {
  readonly key?: string | undefined;
  readonly zh?: string | undefined;
  readonly en?: string | undefined;
  readonly colour?: string | null | undefined;
  readonly synonyms?: readonly string[] | null | undefined;
  readonly removed?: boolean | undefined;
}

/** What an editor sends for a field: choices as a list, the default as a plain value. */
export type FieldInput = { readonly [name: string]: unknown } & {
  readonly choices?: readonly ChoiceInput[] | null | undefined;
  readonly default?: unknown;
};

/**
 * The patch that an editor's input means, in the form in which the record keeps it.
 * @throws HoldfastError FIELD_CHOICES_INVALID
 */
export function fieldPatchOf(input: FieldInput): Patch {
  const { key: _, choices, default: start, ...rest } = input;
  const out: Record<string, Value> = {};
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) out[name] = value as Value;
  if (choices !== undefined)
    out.choices = choices === null ? null : storedChoices(choices, String(input.zh ?? ''));
  if (start !== undefined) out.default = start === null ? null : { value: start as never };
  return out;
}

function storedChoices(choices: readonly ChoiceInput[], name: string): JsonObject {
  const out: Record<string, JsonObject> = {};
  const wrong = (detail: string) => new HoldfastError('FIELD_CHOICES_INVALID', { name, detail });
  choices.forEach((choice, order) => {
    const zh = choice.zh?.trim() ?? '';
    const en = choice.en?.trim() ?? '';
    const key = choice.key?.trim() || choiceKey(zh, en, out);
    if (zh === '' && en === '' && choice.key === undefined) throw wrong(`${order + 1}`);
    if (!/^[\p{L}\p{N}_.+-]{1,60}$/u.test(key) || Object.hasOwn(out, key)) throw wrong(key);
    out[key] = {
      zh: zh || en || key,
      en: en || zh || key,
      order,
      ...(choice.colour ? { colour: choice.colour } : {}),
      ...(choice.synonyms?.length ? { synonyms: [...choice.synonyms] } : {}),
      ...(choice.removed ? { removed: true } : {}),
    };
  });
  return out;
}

/**
 * Is this a field that can be? Looked at as it will stand, old and new values together.
 * @throws HoldfastError FIELD_TYPE_UNKNOWN, FIELD_CHOICES_INVALID, FIELD_PATTERN_INVALID, FIELD_RANGE_INVALID,
 *   FIELD_TARGET_UNKNOWN, CLASS_NOT_FOUND, and what is wrong with the default
 */
export function demandField(reg: Register, key: string, values: Patch, field: FieldDef): void {
  demandType(values.type);
  const name = field.label.zh;
  if (field.choices && Object.keys(field.choices).length === 0)
    throw new HoldfastError('FIELD_CHOICES_INVALID', { name, detail: '0' });
  if (field.pattern !== undefined && patternOf(field.pattern) === null)
    throw new HoldfastError('FIELD_PATTERN_INVALID', { pattern: field.pattern });
  if (field.min !== undefined && field.max !== undefined && field.min > field.max)
    throw new HoldfastError('FIELD_RANGE_INVALID', { name });
  if (field.type === 'ref' && !isEntityKey(field.target))
    throw new HoldfastError('FIELD_TARGET_UNKNOWN', { name, target: String(field.target) });
  const of = values.class;
  if (typeof of === 'string' && of !== '') {
    const def = reg.catalogue.classOf(of);
    if (!def || def.removed) throw new HoldfastError('CLASS_NOT_FOUND', { class: of });
  }
  if (!keyPattern.test(key)) throw new HoldfastError('DEFINITION_KEY_INVALID', { key });
  if (field.default !== undefined) cleanValue(() => true, key, field, field.default);
}
