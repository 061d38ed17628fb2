import type { Value } from '../../../model/types.ts';
import type { Register } from '../../store/register.ts';
import { foldCode, foldText, hasCjk } from '../../store/text.ts';
import type { References, Resolved } from './references.ts';

/** What a row says about a person; any of it may be missing. */
export interface PersonWords {
  readonly name: string | null;
  readonly number: string | null;
  readonly username: string | null;
  readonly email: string | null;
}

interface Known {
  readonly id: string;
  readonly number: string | null;
}

/** Finds people by employee number, email, account or name, and notes those to be made. */
export class People {
  readonly #reg: Register;
  readonly #references: References;
  #byCode: Map<string, Known> | null = null;
  readonly #byName = new Map<string, Known[]>();

  constructor(reg: Register, references: References) {
    this.#reg = reg;
    this.#references = references;
  }

  /**
   * Number, email and account decide, in this order; a name only when one person has it.
   * A name may carry the number: `张三(E001)`, `E001 张三`.
   */
  find(given: PersonWords): Resolved | null {
    const words = splitName(given);
    const codes = this.#codes();
    for (const [kind, code] of codesOf(words)) {
      const known = codes.get(`${kind} ${foldCode(code)}`);
      if (known) return known.id;
    }
    const text = words.name;
    if (text !== null && words.number === null) {
      const known = codes.get(`number ${foldCode(text)}`) ?? codes.get(`username ${foldCode(text)}`);
      if (known) return known.id;
    }
    const name = text ?? words.username ?? words.email?.split('@')[0] ?? words.number;
    if (!name) return null;
    // A number that nobody has yet is a new person, even where the name is known.
    const same = (this.#byName.get(foldText(name)) ?? []).filter(
      (known) => words.number === null || known.number === null,
    );
    if (same.length > 1) return this.#references.ambiguous(name, same.length);
    if (same.length === 1) return (same[0] as Known).id;
    return this.#references.createMissing
      ? this.#create(name, words)
      : this.#references.missing('person', name);
  }

  /** Makes a person whom a row makes or changes known to the rows after it. */
  note(id: string, values: Readonly<Record<string, Value>>): void {
    const part = (key: string) => (typeof values[key] === 'string' ? (values[key] as string) : null);
    const known = { id, number: part('number') };
    const codes = this.#codes();
    const words = { number: known.number, username: part('username'), email: part('email') };
    for (const [kind, code] of codesOf(words)) codes.set(`${kind} ${foldCode(code)}`, known);
    const folded = foldText(part('name') ?? '');
    const others = (this.#byName.get(folded) ?? []).filter((other) => other.id !== id);
    this.#byName.set(folded, [...others, known]);
  }

  #create(name: string, words: PersonWords): string {
    const patch: Record<string, Value> = { name };
    for (const key of ['number', 'username', 'email'] as const) {
      if (words[key] !== null) patch[key] = words[key];
    }
    const id = this.#references.create('person', { ...patch, active: true });
    const known = { id, number: words.number };
    const codes = this.#codes();
    for (const [kind, code] of codesOf(words)) {
      const key = `${kind} ${foldCode(code)}`;
      codes.set(key, known);
      this.#references.onReject(() => codes.delete(key));
    }
    const folded = foldText(name);
    const same = this.#byName.get(folded) ?? [];
    this.#byName.set(folded, [...same, known]);
    this.#references.onReject(() => this.#byName.set(folded, same));
    return id;
  }

  #codes(): Map<string, Known> {
    if (this.#byCode) return this.#byCode;
    const codes = new Map<string, Known>();
    const rows = this.#reg
      .sql('SELECT rid, name, number, username, email FROM person WHERE deleted = 0')
      .all() as (Record<'name' | 'number' | 'username' | 'email', string | null> & { rid: number })[];
    for (const row of rows) {
      const known = { id: this.#reg.keys.uuid(row.rid), number: row.number };
      for (const [kind, code] of codesOf(row)) codes.set(`${kind} ${foldCode(code)}`, known);
      const folded = foldText(row.name ?? '');
      const list = this.#byName.get(folded);
      if (list) list.push(known);
      else this.#byName.set(folded, [known]);
    }
    this.#byCode = codes;
    return codes;
  }
}

function codesOf(words: Omit<PersonWords, 'name'>): [string, string][] {
  const codes: [string, string][] = [];
  if (words.number) codes.push(['number', words.number]);
  if (words.email) codes.push(['email', words.email]);
  if (words.username) codes.push(['username', words.username]);
  return codes;
}

function splitName(words: PersonWords): PersonWords {
  const { name } = words;
  if (name === null) return words;
  if (/^[^\s@]+@[^\s@]+$/.test(name)) return { ...words, name: null, email: words.email ?? name };
  if (words.number !== null) return words;
  const bracketed = /^(.+?)\s*[(（[]\s*([A-Za-z]{0,4}\d[\w-]*)\s*[)）\]]$/.exec(name);
  if (bracketed) return { ...words, name: bracketed[1] as string, number: bracketed[2] as string };
  const leading = /^([A-Za-z]{0,4}\d[\w-]*)[\s/-]+(\D+)$/.exec(name);
  if (leading && hasCjk(leading[2] as string)) {
    return { ...words, name: (leading[2] as string).trim(), number: leading[1] as string };
  }
  return words;
}

/** `Gage McCrackem`, but 周建林 without a space between. */
export function joinName(first: string | null, last: string | null): string | null {
  if (first === null || last === null) return first ?? last;
  return hasCjk(first) && hasCjk(last) ? `${last}${first}` : `${first} ${last}`;
}
