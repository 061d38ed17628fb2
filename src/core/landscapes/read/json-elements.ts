import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { HoldfastError } from '../../../model/errors.ts';

const chunkBytes = 1024 * 1024;
/** Deeper than this no export nests; a file that does is made to exhaust whoever reads it. */
const mostDepth = 200;
/** Characters of one object. */
const mostLength = 64 * 1024 * 1024;

const quote = 34;
const backslash = 92;
const opens = new Set([91, 123]);
const closes = new Set([93, 125]);

export interface ElementOptions {
  /** Name of the file, for errors. */
  readonly name: string;
  /** Depth at which the wanted objects begin: 1 in `[{...}]`, 2 in `{"results": [{...}]}`. */
  readonly depth: number;
  readonly onBytes?: (done: number) => void;
  readonly cancelled?: () => boolean;
}

/**
 * The objects of a JSON file one by one, so that a file of hundreds of megabytes is never held whole.
 * @throws LANDSCAPE_CUT where it ends within an object or a list; LANDSCAPE_JSON where it is no JSON; LANDSCAPE_DEEP; CANCELLED
 */
export function* jsonElements(path: string, options: ElementOptions): Generator<unknown> {
  const { name, depth: wanted, cancelled } = options;
  const fd = openSync(path, 'r');
  const buffer = Buffer.allocUnsafe(chunkBytes);
  const decoder = new StringDecoder('utf8');
  const scan = new Scan(name, wanted);
  let done = 0;
  try {
    for (;;) {
      const read = readSync(fd, buffer, 0, chunkBytes, null);
      if (read === 0) break;
      done += read;
      if (cancelled?.()) throw new HoldfastError('CANCELLED');
      yield* scan.feed(decoder.write(buffer.subarray(0, read)));
      options.onBytes?.(done);
    }
  } finally {
    closeSync(fd);
  }
  scan.end();
}

class Scan {
  readonly #name: string;
  readonly #wanted: number;
  #depth = 0;
  #inText = false;
  #escaped = false;
  #held = '';
  #collecting = false;
  #count = 0;
  #begun = false;

  constructor(name: string, wanted: number) {
    this.#name = name;
    this.#wanted = wanted;
  }

  *feed(text: string): Generator<unknown> {
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (this.#inText) {
        if (this.#escaped) this.#escaped = false;
        else if (c === backslash) this.#escaped = true;
        else if (c === quote) this.#inText = false;
      } else if (c === quote) this.#inText = true;
      else if (opens.has(c)) {
        if (c === 123 && this.#depth === this.#wanted && !this.#collecting) {
          this.#collecting = true;
          from = i;
        }
        this.#begun = true;
        if (++this.#depth > mostDepth) throw new HoldfastError('LANDSCAPE_DEEP', { file: this.#name });
      } else if (closes.has(c)) {
        if (--this.#depth < 0)
          throw new HoldfastError('LANDSCAPE_JSON', { file: this.#name, object: this.#count + 1 });
        if (this.#collecting && this.#depth === this.#wanted) {
          this.#collecting = false;
          yield this.#parse(this.#held + text.slice(from, i + 1));
          this.#held = '';
        }
      }
    }
    if (!this.#collecting) return;
    this.#held += text.slice(from);
    if (this.#held.length > mostLength) throw new HoldfastError('LANDSCAPE_TOO_LARGE', { file: this.#name });
  }

  #parse(text: string): unknown {
    this.#count++;
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new HoldfastError('LANDSCAPE_JSON', { file: this.#name, object: this.#count }, { cause });
    }
  }

  end(): void {
    if (!this.#begun) throw new HoldfastError('LANDSCAPE_JSON', { file: this.#name, object: 1 });
    if (this.#depth !== 0 || this.#inText)
      throw new HoldfastError('LANDSCAPE_CUT', { file: this.#name, objects: this.#count });
  }
}
