import { pathToFileURL } from 'node:url';
import type { Language } from '../../../model/types.ts';
import { BlobStore } from '../../attachments/blob-store.ts';
import type { Register } from '../../store/register.ts';
import type { WriteCell } from '../write/types.ts';

/** The names of records' attachments, the first one linked to its stored file where that lies on this machine. */
export class Attachments {
  readonly #reg: Register;
  readonly #blobs: BlobStore;

  constructor(reg: Register) {
    this.#reg = reg;
    this.#blobs = BlobStore.of(reg.file);
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
    const path = first.sha256 ? this.#blobs.find(first.sha256) : null;
    return path === null ? value : { value, link: pathToFileURL(path).href };
  }
}
