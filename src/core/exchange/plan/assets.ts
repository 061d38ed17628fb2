import { uuidText } from '../../log/pure/ids.ts';
import type { Register } from '../../store/register.ts';
import { foldCode, foldText } from '../../store/text.ts';
import { KeyList } from '../round-trip/keys.ts';
import { Problem } from '../values/problem.ts';
import { CompactIndex } from './compact-index.ts';
import type { Resolved } from './references.ts';

/** Finds the assets that rows refer to by tag, former tag or serial, also those that the file itself makes. */
export class Assets {
  readonly #reg: Register;
  /** Assets of the file, by tag and serial, as positions in `#ids`. */
  readonly #tags = new CompactIndex();
  readonly #serials = new CompactIndex();
  readonly #former = new CompactIndex();
  readonly #ids = new KeyList();
  /** Whether any later sheet refers to assets at all. */
  readonly #wanted: boolean;

  constructor(reg: Register, wanted: boolean) {
    this.#reg = reg;
    this.#wanted = wanted;
  }

  /** Makes an asset that a row makes or changes known to the rows after it. */
  note(id: string, values: Readonly<Record<string, unknown>>): void {
    if (!this.#wanted) return;
    const { tag, serial, formerTags } = values;
    const at = this.#ids.length;
    this.#ids.add(id);
    if (typeof tag === 'string') this.#tags.add(foldCode(tag), at);
    if (typeof serial === 'string') this.#serials.add(foldCode(serial), at);
    if (Array.isArray(formerTags))
      for (const former of formerTags) this.#former.add(foldCode(String(former)), at);
  }

  /**
   * The tag decides, then a former tag, then the serial. `ZC-1 核心交换机`, as exports write it, is found by its tag.
   * @param target field that the words stand in
   */
  find(text: string): Resolved {
    const byTag = this.#byTag(text) ?? this.#byLabel(text);
    if (byTag !== null) return byTag;
    const key = foldCode(text);
    const former = this.#several(
      this.#reg.sql('SELECT asset FROM former_tag WHERE key = ? LIMIT 100').pluck().all(key) as number[],
      this.#former,
      key,
    );
    const found = former ?? this.#bySerial(key);
    if (found === null) return new Problem('END_MISSING', 'error', { params: { value: text } });
    if (typeof found === 'string') return found;
    return new Problem('REFERENCE_AMBIGUOUS', 'error', { params: { value: text, count: found } });
  }

  #byTag(text: string): string | null {
    const key = foldCode(text);
    const at = this.#tags.get(key);
    if (at >= 0) return this.#id(at);
    const rid = this.#reg
      .sql('SELECT rid FROM asset WHERE tag_key = ? AND deleted = 0 LIMIT 1')
      .pluck()
      .get(key) as number | undefined;
    return rid === undefined ? null : this.#reg.keys.uuid(rid);
  }

  #byLabel(text: string): string | null {
    const space = text.indexOf(' ');
    if (space <= 0) return null;
    const key = foldCode(text.slice(0, space));
    const row = this.#reg
      .sql('SELECT rid, name FROM asset WHERE tag_key = ? AND deleted = 0 LIMIT 1')
      .get(key) as { rid: number; name: string | null } | undefined;
    if (!row || foldText(row.name ?? '') !== foldText(text.slice(space + 1))) return null;
    return this.#reg.keys.uuid(row.rid);
  }

  #bySerial(key: string): string | number | null {
    const rids = this.#reg
      .sql('SELECT rid FROM asset WHERE serial_key = ? AND deleted = 0 LIMIT 100')
      .pluck()
      .all(key) as number[];
    return this.#several(rids, this.#serials, key);
  }

  /** The one record of both, how many there are, or null. */
  #several(rids: readonly number[], file: CompactIndex, key: string): string | number | null {
    const ids = new Set(rids.map((rid) => this.#reg.keys.uuid(rid)));
    const at = file.get(key);
    if (at >= 0) ids.add(this.#id(at));
    const count = Math.max(ids.size, file.count(key));
    if (count === 0) return null;
    return count === 1 ? ([...ids][0] as string) : count;
  }

  #id(at: number): string {
    return uuidText(this.#ids.packed(at, 1));
  }
}
