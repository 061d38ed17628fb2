import { type ErrorCode, type ErrorParams, HoldfastError, type Value } from '../../model/index.ts';
import { openBatch, writeDraft } from '../log/commit.ts';
import { labelOfId } from '../register/labels.ts';
import { rowsByRid } from '../register/rows.ts';
import type { Register } from '../store/register.ts';

export interface MendLine {
  readonly id: string;
  readonly label: string;
  /** The value before, in words where it is a reference. */
  readonly from: Readonly<Record<string, Value>>;
  readonly fromLabels: Readonly<Record<string, string>>;
}

export interface MendPreview {
  /** The first hundred that would change. */
  readonly lines: readonly MendLine[];
  readonly changed: number;
  /** They have these values already. */
  readonly unchanged: number;
  readonly refused: readonly {
    readonly id: string;
    readonly label: string;
    readonly code: ErrorCode;
    readonly params: ErrorParams;
  }[];
}

const mostLines = 100;

/** Leaves the transaction without a trace. */
class Enough extends Error {
  readonly preview: MendPreview;
  constructor(preview: MendPreview) {
    super('preview');
    this.preview = preview;
  }
}

/**
 * What setting these fields would do, by doing it and taking it back: every rule that would refuse it is asked.
 * @throws HoldfastError NOT_STARTED, PERSON_UNKNOWN
 */
export function previewMend(
  reg: Register,
  actor: string,
  ids: readonly string[],
  patch: Readonly<Record<string, Value>>,
): MendPreview {
  try {
    reg.transaction(() => {
      throw new Enough(tryAll(reg, actor, ids, patch));
    });
  } catch (cause) {
    if (cause instanceof Enough) return cause.preview;
    throw cause;
  }
  throw new Error('the trial was not taken back');
}

function tryAll(
  reg: Register,
  actor: string,
  ids: readonly string[],
  patch: Readonly<Record<string, Value>>,
): MendPreview {
  const batch = openBatch(reg, { actor, kind: 'bulk', label: '' }, 'done');
  const fields = Object.keys(patch);
  const lines: MendLine[] = [];
  const refused: MendPreview['refused'][number][] = [];
  let changed = 0;
  let unchanged = 0;
  for (const id of ids) {
    const rid = reg.keys.findRid(id);
    const [row] = rid === null ? [] : rowsByRid(reg, 'asset', [rid]);
    if (row && fields.every((field) => same(row.values[field] ?? null, patch[field] ?? null))) {
      unchanged++;
      continue;
    }
    try {
      writeDraft(reg, batch, { op: 'update', entity: 'asset', id, patch });
      changed++;
      if (row && lines.length < mostLines)
        lines.push({
          id,
          label: [row.values.tag, row.values.name].filter(Boolean).join(' '),
          from: Object.fromEntries(fields.map((field) => [field, row.values[field] ?? null])),
          fromLabels: Object.fromEntries(fields.flatMap((f) => (row.labels[f] ? [[f, row.labels[f]]] : []))),
        });
    } catch (cause) {
      if (!(cause instanceof HoldfastError)) throw cause;
      const label = labelOfId(reg, 'asset', id) ?? id;
      refused.push({ id, label, code: cause.code, params: cause.params });
    }
  }
  return { lines, changed, unchanged, refused };
}

const same = (a: Value, b: Value): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
