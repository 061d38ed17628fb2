import type { ErrorParams } from '../../model/errors.ts';
import type { EntityKey, Value } from '../../model/types.ts';

export type LandscapeSource = 'netbox' | 'glpi' | 'itop';

/** By what a thing may be recognised beside its source key. */
export interface Identity {
  readonly serial?: string | null | undefined;
  readonly uuid?: string | null | undefined;
  /** `AA:BB:CC:DD:EE:FF` each. */
  readonly macs?: readonly string[] | undefined;
  /** Whether a record of the same name and class (or place, manufacturer) is the same thing. */
  readonly byName?: boolean | undefined;
  /** Only heard of by somebody else, such as a neighbour: of such a thing any record of that name will do. */
  readonly hearsay?: boolean | undefined;
  /** At which port it was seen; a record is not made for it, only met. */
  readonly seenAt?: string | undefined;
}

/** A record that a source describes, before anybody looked whether the register has it. */
export interface Thing {
  /** Under which the source knows it, such as `netbox:dcim.device:12:20201220`; unique within the description. */
  readonly key: string;
  /** Position of its object in the account. */
  readonly object: number;
  readonly entity: Exclude<EntityKey, 'relation'>;
  readonly values: Readonly<Record<string, Value>>;
  /** Values that only a new record gets. */
  readonly defaults: Readonly<Record<string, Value>>;
  /** Fields that point to another thing, by its key. */
  readonly refs: Readonly<Record<string, string>>;
  readonly identity: Identity;
  /** Number of the file that it stands in: two things of one file that share a serial number are still two. */
  readonly file: number;
}

/** A relation that a source describes; its ends are keys of things. */
export interface Link {
  readonly key: string;
  readonly object: number;
  readonly type: string;
  readonly source: string;
  readonly target: string;
  readonly values: Readonly<Record<string, Value>>;
}

/** What becomes of an object of the file. */
export type Fate =
  | { readonly kind: 'thing'; readonly key: string }
  | { readonly kind: 'link'; readonly key: string }
  /** Its content stands in the record of that thing, so it shares what becomes of it. */
  | { readonly kind: 'part'; readonly key: string }
  | { readonly kind: 'left'; readonly code: LeaveCode; readonly params: ErrorParams };

/** Why an object is not imported; the texts stand in src/model/errors/landscapes.ts. */
export type LeaveCode = Extract<
  keyof typeof import('../../model/errors/landscapes.ts').landscapeErrors,
  string
>;

/** One object as the source counts them. */
export interface SourceObject {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

/** What files describe, in one form for every source. */
export interface Description {
  readonly sources: readonly LandscapeSource[];
  readonly objects: readonly SourceObject[];
  readonly fates: readonly Fate[];
  readonly things: readonly Thing[];
  readonly links: readonly Link[];
  /** What is pointed to and not in the files, each once. */
  readonly missing: ReadonlyArray<{ readonly what: string; readonly count: number }>;
}
