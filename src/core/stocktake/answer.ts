import { labelOf } from '../register/labels.ts';
import type { Register } from '../store/register.ts';
import type { Scanned } from './label.ts';
import type { CountOutcome } from './outcome.ts';

/** What a counter is told; the shape of the contract's scanAnswer. */
export interface Answer {
  /** The count that was written, or the earlier one for `alreadyCounted`; null for `invalid`. */
  readonly count: string | null;
  readonly scan: string;
  readonly outcome: CountOutcome | 'invalid' | 'alreadyCounted';
  readonly at: number;
  readonly asset: {
    readonly id: string;
    readonly tag: string;
    readonly name: string;
    readonly serial: string | null;
    readonly model: string | null;
    readonly status: string | null;
  } | null;
  readonly expectedLocation: string | null;
  readonly foundLocation: string | null;
  readonly expectedUser: string | null;
  readonly earlier: { readonly by: string; readonly at: number; readonly location: string | null } | null;
}

export interface AnswerFacts {
  readonly scan: string;
  readonly outcome: Answer['outcome'];
  readonly at: number;
  readonly count?: string;
  readonly asset?: Scanned | null;
  readonly expected?: { readonly location: number | null; readonly user: number | null } | null;
  /** Where it was scanned. */
  readonly location?: number | null;
  readonly earlier?: {
    readonly counter: number | null;
    readonly at: number;
    readonly location: number | null;
  };
}

/** Puts an answer into words. What is not in the stocktake says where the register has it. */
export function answerTo(reg: Register, facts: AnswerFacts): Answer {
  const { asset, earlier } = facts;
  const place = (rid: number | null | undefined) => (rid ? labelOf(reg, 'location', rid) : null);
  const person = (rid: number | null | undefined) => (rid ? labelOf(reg, 'person', rid) : null);
  return {
    count: facts.count ?? null,
    scan: facts.scan,
    outcome: facts.outcome,
    at: facts.at,
    asset: asset
      ? {
          id: reg.keys.uuid(asset.rid),
          tag: asset.tag ?? '',
          name: asset.name ?? '',
          serial: asset.serial,
          model: asset.model ? labelOf(reg, 'productModel', asset.model) : null,
          status: asset.status,
        }
      : null,
    expectedLocation: place(facts.expected ? facts.expected.location : asset?.location),
    foundLocation: place(facts.location),
    expectedUser: person(facts.expected?.user),
    earlier: earlier
      ? { by: person(earlier.counter) ?? '', at: earlier.at, location: place(earlier.location) }
      : null,
  };
}
