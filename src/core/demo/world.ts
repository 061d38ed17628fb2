import {
  builtinCatalogue,
  type EntityKey,
  type Label,
  type Language,
  type RelationType,
  type Value,
} from '../../model/index.ts';
import type { BatchKind } from '../../model/wire.ts';
import { commit, type Draft } from '../log/commit.ts';
import type { Register } from '../store/register.ts';
import { Random } from './random.ts';

export const day = 86_400_000;

export interface DemoOptions {
  /** The same seed gives the same register. */
  readonly seed: number;
  /** Milliseconds since 1970; everything is dated before it. */
  readonly now: number;
  /** How many assets; default 2,000, at least 60. */
  readonly assets?: number;
  readonly language?: Language;
  /** Sets the clock that the register was opened with, so that the history has a past. */
  readonly setClock?: (ms: number) => void;
}

type Values = Record<string, Value>;

/** An asset of the sample as the generator knows it. */
export interface DemoAsset {
  readonly id: string;
  readonly class: string;
  readonly tag: string;
  readonly values: Values;
  /** Days before now at which it was bought. */
  readonly bought: number;
}

export interface Place {
  readonly id: string;
  /** The site, building, floor and room it lies in, itself included. */
  readonly within: readonly string[];
  readonly site: number;
}

export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly department: number;
}

/** What the phases of the generator share: the register, the dice, and who and what is there already. */
export class World {
  readonly reg: Register;
  readonly rng: Random;
  readonly language: Language;
  readonly now: number;
  readonly wanted: number;
  readonly people: DemoPerson[] = [];
  readonly departments: string[] = [];
  readonly offices: Place[] = [];
  readonly racks: Place[] = [];
  /** Places by a short name: `HQ`, `HQ/0` for its first building, `dc` for the machine room, `store`. */
  readonly named = new Map<string, Place>();
  readonly organisations = new Map<string, string>();
  readonly models = new Map<string, string>();
  readonly assets: DemoAsset[] = [];
  readonly relations: Draft[] = [];
  /** Ids of the assets that are in the register already. */
  readonly present = new Set<string>();
  readonly #tags = new Map<string, number>();
  readonly #setClock: (ms: number) => void;
  #clock = 0;

  constructor(reg: Register, options: DemoOptions) {
    this.reg = reg;
    this.rng = new Random(options.seed);
    this.language = options.language ?? 'zh';
    this.now = options.now;
    this.wanted = Math.max(60, options.assets ?? 2000);
    this.#setClock = options.setClock ?? (() => {});
  }

  t(label: Label): string {
    return label[this.language];
  }

  say(zh: string, en: string): string {
    return this.language === 'zh' ? zh : en;
  }

  /** Moves the clock to a moment of a day before now; it never goes back. Answers the moment. */
  at(daysAgo: number, hour = 9 + this.rng.next() * 8): number {
    const midnight = Math.floor((this.now - daysAgo * day) / day) * day;
    const wanted = Math.min(midnight + Math.floor(hour * 3_600_000), this.now - 1000);
    this.#clock = Math.max(this.#clock + 1, wanted);
    this.#setClock(this.#clock);
    return this.#clock;
  }

  /** The day so many days before now, `YYYY-MM-DD`; negative for days to come. */
  date(daysAgo: number): string {
    return new Date(this.now - daysAgo * day).toISOString().slice(0, 10);
  }

  commit(kind: BatchKind, label: string, actor: string, drafts: readonly Draft[], summary?: unknown): void {
    if (drafts.length === 0) return;
    commit(this.reg, { actor, kind, label, system: true, ...(summary ? { summary } : {}) }, drafts);
  }

  create(entity: EntityKey, patch: Values, id = this.reg.newId()): Draft & { op: 'create'; id: string } {
    return { op: 'create', entity, id, patch };
  }

  /** Changes an asset, in the register through the draft and in the generator's own picture of it. */
  change(asset: DemoAsset, patch: Values): Draft {
    Object.assign(asset.values, patch);
    return { op: 'update', entity: 'asset', id: asset.id, patch };
  }

  nextTag(classKey: string): string {
    const prefix = builtinCatalogue.classPath(classKey).findLast((c) => c.prefix)?.prefix ?? 'AST';
    const n = (this.#tags.get(prefix) ?? 0) + 1;
    this.#tags.set(prefix, n);
    return `HF-${prefix}-${String(n).padStart(5, '0')}`;
  }

  addAsset(classKey: string, bought: number, values: Values): DemoAsset {
    const tag = this.nextTag(classKey);
    const all: Values = { tag, class: classKey, ...values };
    const asset = { id: this.reg.newId(), class: classKey, tag, values: all, bought };
    this.assets.push(asset);
    return asset;
  }

  /** Notes a relation, to be written once all assets are there. */
  relate(
    source: DemoAsset,
    type: RelationType,
    target: DemoAsset,
    sourcePort?: string,
    targetPort?: string,
  ): void {
    const ports = { ...(sourcePort ? { sourcePort } : {}), ...(targetPort ? { targetPort } : {}) };
    this.relations.push(this.create('relation', { type, source: source.id, target: target.id, ...ports }));
  }

  of(...classes: readonly string[]): DemoAsset[] {
    return this.assets.filter((asset) => classes.includes(asset.class));
  }

  place(name: string): Place {
    const found = this.named.get(name);
    if (!found) throw new Error(`The sample has no place ${name}`);
    return found;
  }

  /** The people with parts, by their number in names.ts. */
  person(part: number): DemoPerson {
    return this.people[part] as DemoPerson;
  }
}
