import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { HoldfastError } from '../../model/errors.ts';
import { asDatabaseError } from '../store/database.ts';

/** Where the attachments of a register lie: in a folder beside it. */
export function blobFolder(registerFile: string): string {
  return join(dirname(registerFile), `${basename(registerFile, extname(registerFile))}-files`);
}

const namePattern = /^([0-9a-f]{64})\.([a-z0-9]{1,8})$/;

/**
 * Files under the SHA-256 of their content, in folders of its first two digits: `ab/ab12….jpg`. What has a name here is
 * complete, read-only and never changes, so that copies, backups and, later, other replicas need only look at names.
 */
export class BlobStore {
  readonly folder: string;
  /** Content that was found sound in this process. */
  readonly #sound = new Set<string>();

  constructor(folder: string) {
    this.folder = folder;
  }

  static of(registerFile: string): BlobStore {
    return new BlobStore(blobFolder(registerFile));
  }

  /**
   * Stores content; what is there already is left as it is. Durable when this returns.
   * @param extension of the name, without dot; lower-case letters and digits
   * @returns its SHA-256, hex
   * @throws DISK_FULL, FILE_NOT_WRITABLE
   */
  put(content: Uint8Array, extension: string): string {
    const sha256 = createHash('sha256').update(content).digest('hex');
    if (this.find(sha256) !== null && this.isSound(sha256)) return sha256;
    const path = join(this.folder, sha256.slice(0, 2), `${sha256}.${extension}`);
    writeWhole(path, (partial) => {
      const handle = openSync(partial, 'wx');
      try {
        for (let at = 0; at < content.length; ) at += writeSync(handle, content, at);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    });
    this.#sound.add(sha256);
    return sha256;
  }

  /** Where content lies; null when it is not here. */
  find(sha256: string): string | null {
    const folder = join(this.folder, sha256.slice(0, 2));
    const name = namesIn(folder).find((one) => one.startsWith(sha256) && namePattern.test(one));
    return name === undefined ? null : join(folder, name);
  }

  /** Does the content still have its hash? Looked at once in each process. */
  isSound(sha256: string): boolean {
    if (this.#sound.has(sha256)) return true;
    const path = this.find(sha256);
    if (path === null || hashOf(path) !== sha256) return false;
    this.#sound.add(sha256);
    return true;
  }

  /**
   * A piece of stored content.
   * @throws ATTACHMENT_MISSING, ATTACHMENT_DAMAGED
   */
  read(sha256: string, offset: number, length: number): { bytes: Buffer; size: number } {
    const path = this.find(sha256);
    if (path === null) throw new HoldfastError('ATTACHMENT_MISSING');
    if (!this.isSound(sha256)) throw new HoldfastError('ATTACHMENT_DAMAGED', { file: basename(path) });
    const { size } = statSync(path);
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
    const handle = openSync(path, 'r');
    try {
      readSync(handle, bytes, 0, bytes.length, offset);
    } finally {
      closeSync(handle);
    }
    return { bytes, size };
  }

  /** Every name that is here, in no order. */
  *all(): Generator<{ sha256: string; path: string }> {
    for (const two of namesIn(this.folder)) {
      if (!/^[0-9a-f]{2}$/.test(two)) continue;
      for (const name of namesIn(join(this.folder, two))) {
        const sha256 = namePattern.exec(name)?.[1];
        if (sha256 !== undefined) yield { sha256, path: join(this.folder, two, name) };
      }
    }
  }

  /**
   * Takes over what another store has and this one has not, as further names of the same files where the disk allows, which
   * costs no room. Content that lost its hash is not taken.
   * @returns how many were taken
   * @throws DISK_FULL, FILE_NOT_WRITABLE
   */
  takeFrom(other: BlobStore): number {
    let taken = 0;
    // Asked one by one, a hundred thousand photos would have a folder listed for each.
    const here = new Set(Array.from(this.all(), ({ sha256 }) => sha256));
    for (const { sha256, path } of other.all()) {
      if (here.has(sha256) || !other.isSound(sha256)) continue;
      writeWhole(join(this.folder, sha256.slice(0, 2), basename(path)), (partial) => {
        try {
          linkSync(path, partial);
        } catch {
          // Memory sticks and some network drives know no second names, and the other store may be on another disk.
          copyFileSync(path, partial);
          chmodSync(partial, 0o600);
          flush(partial);
        }
      });
      taken++;
    }
    return taken;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function flush(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

const day = 86_400_000;

/** A process that was killed while it wrote left a piece that nobody will finish. */
function dropAbandoned(folder: string): void {
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    if (name.endsWith('.part') && Date.now() - statSync(path).mtimeMs > day) rmSync(path, { force: true });
  }
}

/** The final name only ever belongs to a complete file. */
function writeWhole(path: string, write: (partial: string) => void): void {
  const partial = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    dropAbandoned(dirname(path));
    write(partial);
    // People open these files from exported workbooks; saving over one would change the backups' copy too.
    chmodSync(partial, 0o444);
    // What stands there lost its hash; some systems don't rename over a file that is read-only.
    rmSync(path, { force: true });
    renameSync(partial, path);
  } catch (cause) {
    throw asDatabaseError(cause, path);
  } finally {
    if (existsSync(partial)) rmSync(partial, { force: true });
  }
}
