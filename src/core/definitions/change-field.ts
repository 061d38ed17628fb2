import {
  customFieldTypes,
  type FieldDef,
  HoldfastError,
  type Language,
  type Value,
} from '../../model/index.ts';
import { sealNewest } from '../log/append.ts';
import { type BatchContext, openBatch, writeDraft } from '../log/commit.ts';
import type { Base } from '../log/entries.ts';
import { checkFieldValues } from '../log/field-values.ts';
import { labelOf, labelOfId } from '../register/labels.ts';
import { recordsNamed } from '../register/where.ts';
import type { Register } from '../store/register.ts';
import type { FieldInput } from './check-field.ts';
import { type Converter, converter, needsConversion } from './convert.ts';
import type { Defined } from './define.ts';
import { demandUnique, type FieldChange, planFieldChange } from './fields.ts';

export interface FieldCheck {
  readonly values: number;
  readonly converted: number;
  readonly unchanged: number;
  readonly kept: number;
  readonly examples: ReadonlyArray<{ readonly asset: string; readonly label: string; readonly value: Value }>;
}

export interface ConvertOptions {
  readonly language?: Language | undefined;
  /** Goes on although some values can't be converted. */
  readonly keep?: boolean | undefined;
  readonly base?: Base | undefined;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

const shown = 100;
const chunk = 500;

/** What a change of a field would make of its values. Writes nothing. */
export async function checkField(
  reg: Register,
  key: string,
  input: FieldInput,
  options: ConvertOptions = {},
): Promise<FieldCheck> {
  return survey(reg, key, planFieldChange(reg, key, input), options);
}

/**
 * Changes a field and converts its values, as one batch. Others go on meanwhile. A value that can't be converted stays as it is
 * and is listed under needs attention.
 * @throws HoldfastError FIELD_VALUES_LEFT without `keep`, FIELD_NOT_UNIQUE, and what `planFieldChange` throws
 */
export async function changeField(
  reg: Register,
  actor: string,
  key: string,
  input: FieldInput,
  options: ConvertOptions = {},
): Promise<Defined & { converted: number; kept: number }> {
  const change = planFieldChange(reg, key, input, options.base);
  const { before, after, draft } = change;
  const check = await survey(reg, key, change, options);
  if (check.kept > 0 && !options.keep)
    throw new HoldfastError('FIELD_VALUES_LEFT', {
      count: check.kept,
      type: customFieldTypes[after.type as keyof typeof customFieldTypes].label[options.language ?? 'zh'],
    });
  if (after.unique && !before.unique) demandUnique(reg, key, after);
  const converting = check.converted > 0;
  const batch = reg.transaction(() => {
    const opened = openBatch(reg, { actor, kind: 'definition', label: after.label.zh }, 'done');
    // What does not fit for the moment is not listed one by one only to be taken off the list again.
    if (converting) reg.setConverting(key);
    writeDraft(reg, opened, draft);
    sealNewest(reg);
    return opened;
  });
  const result = { key, id: draft.id, batch: batch.id, converted: 0, kept: check.kept };
  if (!converting) return result;
  try {
    result.converted = await convertAll(reg, batch, key, change, options);
  } finally {
    reg.transaction(() => {
      reg.setConverting(null);
      checkFieldValues(reg, key);
    });
  }
  return result;
}

/** Cut off while a field's values were converted: what does not fit its new type is listed now. */
export function resumeConversion(reg: Register): void {
  const key = reg.converting();
  if (key === null) return;
  reg.transaction(() => {
    reg.setConverting(null);
    checkFieldValues(reg, key);
  });
}

async function survey(
  reg: Register,
  key: string,
  { before, after }: FieldChange,
  { onProgress, signal, language = 'zh' }: ConvertOptions,
): Promise<FieldCheck> {
  const count = { values: 0, converted: 0, unchanged: 0, kept: 0 };
  const examples: Array<FieldCheck['examples'][number]> = [];
  const total = countValues(reg, key);
  if (!needsConversion(before, after)) return { ...count, values: total, unchanged: total, examples };
  const turn = converterFor(reg, key, before, after, language);
  for await (const rows of valuesOf(reg, key)) {
    if (signal?.aborted) throw new HoldfastError('CANCELLED');
    for (const { rid, value } of rows) {
      count.values++;
      const result = turn.convert(value);
      if (result === null) {
        count.kept++;
        if (examples.length < shown)
          examples.push({ asset: reg.keys.uuid(rid), label: labelOf(reg, 'asset', rid), value });
      } else if (result.value === value) count.unchanged++;
      else count.converted++;
    }
    onProgress?.(count.values, total);
  }
  return { ...count, examples };
}

async function convertAll(
  reg: Register,
  batch: BatchContext,
  key: string,
  { before, after }: FieldChange,
  { onProgress, language = 'zh' }: ConvertOptions,
): Promise<number> {
  const turn = converterFor(reg, key, before, after, language);
  const total = countValues(reg, key);
  let converted = 0;
  let done = 0;
  for await (const rows of valuesOf(reg, key)) {
    const drafts = rows.flatMap(({ rid, value }) => {
      const result = turn.convert(value);
      return result && result.value !== value ? [{ id: reg.keys.uuid(rid), value: result.value }] : [];
    });
    if (drafts.length > 0)
      reg.transaction(() => {
        for (const { id, value } of drafts)
          writeDraft(reg, batch, { op: 'update', entity: 'asset', id, patch: { [key]: value } });
        sealNewest(reg);
      });
    converted += drafts.length;
    done += rows.length;
    onProgress?.(done, total);
  }
  return converted;
}

function countValues(reg: Register, key: string): number {
  if (reg.keys.findFieldKey('asset', key) === null) return 0;
  return reg.db
    .prepare(`SELECT count(*) FROM asset WHERE deleted = 0 AND json_type(attrs, '$.${key}') IS NOT NULL`)
    .pluck()
    .get() as number;
}

interface Held {
  readonly rid: number;
  readonly value: Value;
}

/** Values of a field, some hundred at a time, with a pause between for what others want. */
async function* valuesOf(reg: Register, key: string): AsyncGenerator<readonly Held[]> {
  if (reg.keys.findFieldKey('asset', key) === null) return;
  // As JSON, which tells yes from 1.
  const next = reg.db.prepare(
    `SELECT rid, attrs -> '$.${key}' AS value FROM asset
     WHERE rid > ? AND deleted = 0 AND json_type(attrs, '$.${key}') IS NOT NULL ORDER BY rid LIMIT ${chunk}`,
  );
  for (let after = 0; ; ) {
    const rows = next.all(after) as Array<{ rid: number; value: string }>;
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ rid, value }) => ({ rid, value: JSON.parse(value) as Value }));
    after = last.rid;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function converterFor(
  reg: Register,
  key: string,
  before: FieldDef,
  after: FieldDef,
  language: Language,
): Converter {
  return converter(key, before, after, {
    language,
    living: (field, id) => field.target !== undefined && reg.keys.findRid(id) !== null,
    words: (field, id) => labelOfId(reg, field.target, id),
    find: (field, text) => {
      const found = field.target ? recordsNamed(reg, field.target, '=', text) : [];
      return found.length === 1 ? reg.keys.uuid(found[0] as number) : null;
    },
  });
}
