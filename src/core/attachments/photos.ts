import { rmSync } from 'node:fs';
import type { HoldfastError } from '../../model/errors.ts';
import type { Picture, Sheet } from '../exchange/read/types.ts';
import type { Draft } from '../log/commit.ts';
import type { Register } from '../store/register.ts';
import { attachmentDraft, attachmentsOf, storeFile } from './attachments.ts';
import { BlobStore } from './blob-store.ts';

/** The pictures of a sheet by their cell. */
export class SheetPictures {
  readonly #byCell = new Map<string, Picture[]>();

  constructor(sheet: Sheet) {
    for (const picture of sheet.pictures) {
      const at = `${picture.row} ${picture.column}`;
      this.#byCell.set(at, [...(this.#byCell.get(at) ?? []), picture]);
    }
  }

  /** @param row from 1 @param column from 0 */
  at(row: number, column: number): readonly Picture[] {
    return this.#byCell.get(`${row} ${column}`) ?? [];
  }
}

/**
 * Turns pictures of an import into drafts of attachments. Their content is put aside in a folder of the plan; `keepPhotos`
 * moves it in when the plan is run, so that a plan that is never run leaves nothing in the register.
 */
export class PlannedPhotos {
  readonly #reg: Register;
  readonly #store: BlobStore;

  /** @param folder of the plan's photos */
  constructor(reg: Register, folder: string) {
    this.#reg = reg;
    this.#store = new BlobStore(folder);
  }

  /**
   * Drafts that attach pictures to a record. What is attached to it already, or stands twice in the row, is left out.
   * @param record id of the record, made by the same plan or there already
   * @returns also the errors of pictures that can't be attached, for the row's warnings
   */
  draftsFor(record: string, pictures: readonly Picture[]): { drafts: Draft[]; errors: HoldfastError[] } {
    const drafts: Draft[] = [];
    const errors: HoldfastError[] = [];
    if (pictures.length === 0) return { drafts, errors };
    const known = new Set(attachmentsOf(this.#reg, record).map(({ sha256 }) => sha256));
    for (const picture of pictures) {
      try {
        const file = storeFile(this.#store, picture.bytes(), picture.name);
        if (known.has(file.sha256)) continue;
        known.add(file.sha256);
        drafts.push(attachmentDraft(record, file));
      } catch (cause) {
        errors.push(cause as HoldfastError);
      }
    }
    return { drafts, errors };
  }
}

/**
 * Brings a plan's photos into the register's store. Call it before the plan's drafts are written: an attachment without
 * content would be worse than content without an attachment.
 * @throws DISK_FULL, FILE_NOT_WRITABLE
 */
export function keepPhotos(registerFile: string, folder: string): void {
  BlobStore.of(registerFile).takeFrom(new BlobStore(folder));
  rmSync(folder, { recursive: true, force: true });
}
