import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes that may be in memory or in a file. A Buffer is one. */
export interface Source {
  readonly length: number;
  /** The bytes from `start` up to `end`, fewer at the end; don't write to them. */
  subarray(start?: number, end?: number): Buffer;
}

/** Files that nobody closed are closed when they are forgotten. */
const forgotten = new FinalizationRegistry<number>((fd) => {
  try {
    closeSync(fd);
  } catch {
    // Closed already.
  }
});

/** A file whose bytes are read when they are asked for. */
export class FileSource implements Source {
  readonly length: number;
  readonly #fd: number;
  #open = true;

  constructor(fd: number, length = fstatSync(fd).size) {
    this.#fd = fd;
    this.length = length;
    forgotten.register(this, fd, this);
  }

  static open(path: string): FileSource {
    return new FileSource(openSync(path, 'r'));
  }

  subarray(start = 0, end = this.length): Buffer {
    const from = Math.min(start, this.length);
    const wanted = Math.max(0, Math.min(end, this.length) - from);
    const bytes = Buffer.allocUnsafe(wanted);
    let read = 0;
    while (read < wanted) {
      const got = readSync(this.#fd, bytes, read, wanted - read, from + read);
      // The file was cut meanwhile; what is missing shows as a truncated file.
      if (got === 0) break;
      read += got;
    }
    return read < wanted ? bytes.subarray(0, read) : bytes;
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    forgotten.unregister(this);
    closeSync(this.#fd);
  }
}

/**
 * A temporary file to be written once and read afterwards. It has no name any more while it is used, so that nothing of
 * it stays behind, however the process ends.
 */
export class TemporaryFile {
  readonly #fd: number;
  #folder: string | null;
  #length = 0;

  constructor() {
    this.#folder = mkdtempSync(join(tmpdir(), 'holdfast-read-'));
    this.#fd = openSync(join(this.#folder, 'part'), 'wx+', 0o600);
    this.#removeFolder();
  }

  /** Systems that keep the names of open files refuse at first; then it goes with the file. */
  #removeFolder(): void {
    if (this.#folder === null) return;
    try {
      rmSync(this.#folder, { recursive: true });
      this.#folder = null;
    } catch {
      // Tried again on closing.
    }
  }

  write(bytes: Uint8Array): void {
    let written = 0;
    while (written < bytes.length) {
      written += writeSync(this.#fd, bytes, written, bytes.length - written, this.#length + written);
    }
    this.#length += bytes.length;
  }

  /** What was written, for reading; closing it is the end of the file. */
  finish(): FileSource {
    const source = new FileSource(this.#fd, this.#length);
    const close = source.close.bind(source);
    source.close = () => {
      close();
      this.#removeFolder();
    };
    return source;
  }

  discard(): void {
    closeSync(this.#fd);
    this.#removeFolder();
  }
}
