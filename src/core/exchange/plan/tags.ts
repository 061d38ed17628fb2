import type { Register } from '../../store/register.ts';

/** Every tag that is handed out begins so. */
export const issuedPrefix = 'HF-';

/** Hands out tags such as HF-SRV-00413, beyond all that the register and the file have. */
export class TagIssuer {
  readonly #reg: Register;
  readonly #taken: () => { has(tag: string): boolean };
  readonly #next = new Map<string, number>();

  /** @param taken folded tags of the file that begin like issued ones; asked for when the first tag is needed */
  constructor(reg: Register, taken: () => { has(tag: string): boolean }) {
    this.#reg = reg;
    this.#taken = taken;
  }

  issue(classKey: string): string {
    const prefix = `${issuedPrefix}${prefixOf(this.#reg, classKey)}-`;
    const taken = this.#taken();
    let number = this.#next.get(prefix) ?? this.#highest(prefix) + 1;
    while (taken.has(format(prefix, number))) number++;
    this.#next.set(prefix, number + 1);
    return format(prefix, number);
  }

  #highest(prefix: string): number {
    const tags = this.#reg
      .sql(
        'SELECT tag_key FROM asset WHERE deleted = 0 AND tag_key >= ? AND tag_key < ? ORDER BY length(tag_key) DESC, tag_key DESC LIMIT 200',
      )
      .pluck()
      .all(prefix, `${prefix}:`) as string[];
    const numbers = tags
      .map((tag) => Number(tag.slice(prefix.length)))
      .filter((n) => Number.isSafeInteger(n));
    return Math.max(0, ...numbers);
  }
}

function format(prefix: string, number: number): string {
  return `${prefix}${String(number).padStart(5, '0')}`;
}

/** The prefix of the class or of the nearest class above it. */
function prefixOf({ catalogue }: Register, classKey: string): string {
  return catalogue.classPath(classKey).findLast((def) => def.prefix)?.prefix ?? 'AST';
}
