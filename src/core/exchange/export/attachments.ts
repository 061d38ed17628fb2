import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Language } from '../../../model/types.ts';
import type { Register } from '../../store/register.ts';
import type { WriteCell } from '../write/types.ts';

/** The names of records' attachments, the first one linked to its stored file. */
export class Attachments {
  readonly #reg: Register;
  readonly #folder: string | undefined;

  constructor(reg: Register, folder: string | undefined) {
    this.#reg = reg;
    this.#folder = folder;
  }

  of(record: string): { name: string; sha256: string | null }[] {
    return this.#reg
      .sql('SELECT name, sha256 FROM attachment WHERE record = ? AND deleted = 0 ORDER BY rid')
      .all(record) as { name: string; sha256: string | null }[];
  }

  cell(record: string, language: Language): WriteCell {
    const found = this.of(record);
    const [first] = found;
    if (!first) return null;
    const value = found.map(({ name }) => name).join(language === 'zh' ? '、' : ', ');
    if (!this.#folder || !first.sha256) return value;
    return { value, link: pathToFileURL(join(this.#folder, first.sha256)).href };
  }
}
