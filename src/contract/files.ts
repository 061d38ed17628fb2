import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { HoldfastError } from '../model/index.ts';
import { makeShelfFolder } from './shelf-folder.ts';

interface Shelved {
  readonly path: string;
  readonly name: string;
  /** Ours to delete; a file that the person named is not. */
  readonly ours: boolean;
}

/**
 * Files on their way in (workbooks to import) and out (exports), by an id that tells nothing: a caller of the contract
 * never names a path, except for one that the person chose in the shell's own dialog.
 */
export class FileShelf {
  readonly #files = new Map<string, Shelved>();
  readonly #newId: () => string;
  #folder: string | null = null;

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /** An empty file of ours under a name; returns its id. */
  begin(name: string): string {
    const { id, path } = this.#place(name);
    closeSync(openSync(path, 'wx', 0o600));
    this.#files.set(id, { path, name: basename(name), ours: true });
    return id;
  }

  /** A file of ours that is about to be written by path; the export engine writes under the name when it is complete. */
  reserve(name: string): { id: string; path: string } {
    const { id, path } = this.#place(name);
    this.#files.set(id, { path, name, ours: true });
    return { id, path };
  }

  /** @throws HoldfastError FILE_NOT_FOUND */
  open(path: string): { id: string; name: string } {
    if (!existsSync(path)) throw new HoldfastError('FILE_NOT_FOUND', { file: path });
    const id = this.#newId();
    this.#files.set(id, { path, name: basename(path), ours: false });
    return { id, name: basename(path) };
  }

  /** @throws HoldfastError UPLOAD_NOT_FOUND, and when the piece does not follow the one before */
  append(id: string, offset: number, bytes: Uint8Array): number {
    const { path, ours } = this.#find(id);
    if (!ours || statSync(path).size !== offset) throw new HoldfastError('UPLOAD_NOT_FOUND');
    const fd = openSync(path, 'a');
    try {
      writeSync(fd, bytes);
    } finally {
      closeSync(fd);
    }
    return offset + bytes.length;
  }

  read(id: string, offset: number, length: number): { bytes: Uint8Array; size: number } {
    const { path } = this.#find(id);
    const { size } = statSync(path);
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
    const fd = openSync(path, 'r');
    try {
      readSync(fd, bytes, 0, bytes.length, offset);
    } finally {
      closeSync(fd);
    }
    return { bytes, size };
  }

  /**
   * Copies a finished file to where the person said; under its final name only when it is complete and on the disk.
   * @throws HoldfastError UPLOAD_NOT_FOUND, DISK_FULL, FILE_NOT_WRITABLE
   */
  saveAs(id: string, target: string): void {
    const { path } = this.#find(id);
    // Two that save under one name at once must not write into one file.
    const partial = `${target}.${this.#newId()}.partial`;
    try {
      copyFileSync(path, partial);
      settle(partial);
      renameSync(partial, target);
      settleFolder(dirname(target));
    } catch (cause) {
      rmSync(partial, { force: true });
      const { code, message } = cause as NodeJS.ErrnoException;
      // The rest of the message names a file that the person never heard of.
      const detail = code ?? message;
      if (code === 'ENOSPC' || code === 'EDQUOT')
        throw new HoldfastError('DISK_FULL', { file: basename(target) }, { cause });
      throw new HoldfastError('FILE_NOT_WRITABLE', { file: target, detail }, { cause });
    }
  }

  pathOf(id: string): string {
    return this.#find(id).path;
  }

  nameOf(id: string): string {
    return this.#find(id).name;
  }

  clear(): void {
    this.#files.clear();
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = null;
  }

  #find(id: string): Shelved {
    const file = this.#files.get(id);
    if (!file) throw new HoldfastError('UPLOAD_NOT_FOUND');
    return file;
  }

  /** In a folder of its own, so that its name is what the person called it: errors name it so. */
  #place(name: string): { id: string; path: string } {
    const id = this.#newId();
    const folder = join(this.#ourFolder(), id);
    mkdirSync(folder, { mode: 0o700 });
    return { id, path: join(folder, safeName(name)) };
  }

  #ourFolder(): string {
    this.#folder ??= makeShelfFolder();
    return this.#folder;
  }
}

/** Longest file name, in bytes of UTF-8, that every file system takes, with room for what a writer puts behind it meanwhile. */
const nameBytes = 180;

/** The name must not outlive the content when power fails. */
function settle(path: string): void {
  const fd = openSync(path, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** The renaming itself is on the disk only with its folder; Windows has no such call. */
function settleFolder(folder: string): void {
  try {
    const fd = openSync(folder, 'r');
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch {
    // The file itself is complete and in its place.
  }
}

function safeName(name: string): string {
  const clean = basename(name).replace(/[^\p{L}\p{N} ._()（）-]+/gu, '_');
  let kept = '';
  // From the end: the extension matters.
  for (const char of [...clean].reverse()) {
    if (Buffer.byteLength(char + kept) > nameBytes) break;
    kept = char + kept;
  }
  return kept;
}
