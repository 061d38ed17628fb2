import type { Difference, Step } from '../compare/difference.ts';
import type { Register } from '../store/register.ts';

export type Authorisation = 'authorised' | 'acknowledged' | 'unauthorised';

export interface Authorised {
  readonly state: Authorisation;
  /** Numbers of the changes that cover it, and reasons of acknowledgements. */
  readonly references: readonly string[];
}

interface Reference {
  readonly kind: string | null;
  readonly number: string | null;
  readonly reason: string | null;
  readonly changes: string | null;
  readonly batch: number;
}

/**
 * What the register knows of change numbers. One that was written with an edit covers the whole batch; an acknowledgement covers
 * the changes that it names. They are read once: there are thousands, not millions.
 */
export class References {
  readonly #ofBatch = new Map<number, string>();
  readonly #acknowledged = new Map<string, string>();

  constructor(reg: Register) {
    const all = reg
      .sql(
        `SELECT r.kind, r.number, r.reason, r.changes, c.batch FROM changeReference r JOIN change c ON c.seq = r.created
         WHERE r.deleted = 0`,
      )
      .all() as Reference[];
    for (const { kind, number, reason, changes, batch } of all) {
      if (kind === 'acknowledgement') {
        const ids = changes === null ? [] : (JSON.parse(changes) as readonly string[]);
        for (const id of ids) this.#acknowledged.set(id, reason ?? '');
      } else if (number) this.#ofBatch.set(batch, number);
    }
  }

  /** Whether all that led to a difference was covered by a change number or looked at afterwards. */
  of(difference: Difference): Authorised {
    const steps = stepsBehind(difference);
    const references = new Set<string>();
    let state: Authorisation = 'authorised';
    for (const step of steps) {
      const number = this.#ofBatch.get(step.batch);
      const reason = this.#acknowledged.get(step.id);
      if (number !== undefined) references.add(number);
      else if (reason !== undefined) {
        if (reason) references.add(reason);
        if (state === 'authorised') state = 'acknowledged';
      } else state = 'unauthorised';
    }
    return { state, references: [...references] };
  }

  /** The steps of a difference that nothing covers. */
  uncovered(difference: Difference): string[] {
    return stepsBehind(difference)
      .filter(({ batch, id }) => !this.#ofBatch.has(batch) && !this.#acknowledged.has(id))
      .map(({ id }) => id);
  }
}

/** The entries that made a difference; of a changed record only those of the fields that differ. */
function stepsBehind({ kind, fields, steps }: Difference): readonly Step[] {
  if (kind !== 'changed') return steps;
  const names = new Set(fields.map(({ field }) => field));
  return steps.filter((step) => step.fields === null || step.fields.some((field) => names.has(field)));
}
