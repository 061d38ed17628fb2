import { limits } from '../limits.ts';
import { type FileSource, type Source, TemporaryFile } from '../source.ts';
import { readSharedStrings, type SharedTexts } from './shared-strings.ts';
import { isNamed, newTag, nextTag } from './xml.ts';

const every = 16;
const blockBytes = 64 * 1024;
const blocksKept = 256;
const recent = 8192;

/**
 * A large table of shared texts, in a file: each text as its length in bytes and its UTF-8, with the place of every 16th
 * in memory. Cells refer to texts mostly in the order of the table, so nearly every block is read once.
 */
export class CompactTexts implements SharedTexts {
  readonly #file: FileSource;
  readonly #places: Float64Array;
  readonly #count: number;
  readonly #blocks = new Map<number, Buffer>();
  readonly #recentAt = new Int32Array(recent).fill(-1);
  readonly #recentTexts: string[] = new Array(recent).fill('');

  private constructor(file: FileSource, places: Float64Array, count: number) {
    this.#file = file;
    this.#places = places;
    this.#count = count;
  }

  /** Reads the table window by window. */
  static from(xml: Source, stop: () => void): CompactTexts {
    const writer = new TextWriter();
    try {
      for (const piece of textPieces(xml)) {
        stop();
        for (const text of readSharedStrings(piece)) writer.add(text);
      }
      const { file, places, count } = writer.finish();
      return new CompactTexts(file, places, count);
    } catch (error) {
      writer.discard();
      throw error;
    }
  }

  at(index: number): string | undefined {
    if (!(index < this.#count)) return undefined;
    const slot = index & (recent - 1);
    if (this.#recentAt[slot] === index) return this.#recentTexts[slot];
    let place = this.#places[Math.floor(index / every)] as number;
    for (let skip = index % every; skip > 0; skip--) place += 4 + this.#length(place);
    const length = this.#length(place);
    const text = this.#bytes(place + 4, length).toString('utf8');
    this.#recentAt[slot] = index;
    this.#recentTexts[slot] = text;
    return text;
  }

  #length(place: number): number {
    return this.#bytes(place, 4).readUInt32LE(0);
  }

  #bytes(from: number, length: number): Buffer {
    const number = Math.floor(from / blockBytes);
    const start = from - number * blockBytes;
    if (start + length > blockBytes) return this.#file.subarray(from, from + length);
    let block = this.#blocks.get(number);
    if (!block) {
      block = this.#file.subarray(number * blockBytes, (number + 1) * blockBytes);
      const oldest = this.#blocks.size >= blocksKept ? this.#blocks.keys().next().value : undefined;
      if (oldest !== undefined) this.#blocks.delete(oldest);
      this.#blocks.set(number, block);
    }
    return block.subarray(start, start + length);
  }

  close(): void {
    this.#file.close();
  }
}

class TextWriter {
  readonly #file = new TemporaryFile();
  readonly #buffer = Buffer.allocUnsafe(1024 * 1024);
  #used = 0;
  #written = 0;
  #count = 0;
  #places = new Float64Array(4096);

  add(text: string): void {
    const length = Buffer.byteLength(text);
    if (this.#used + 4 + length > this.#buffer.length) this.#flush();
    if (this.#count % every === 0) this.#place(this.#written + this.#used);
    this.#count++;
    if (4 + length > this.#buffer.length) {
      const whole = Buffer.allocUnsafe(4 + length);
      whole.writeUInt32LE(length, 0);
      whole.write(text, 4);
      this.#file.write(whole);
      this.#written += whole.length;
      return;
    }
    this.#buffer.writeUInt32LE(length, this.#used);
    this.#buffer.write(text, this.#used + 4);
    this.#used += 4 + length;
  }

  #place(place: number): void {
    const at = this.#count / every;
    if (at === this.#places.length) {
      const larger = new Float64Array(at * 2);
      larger.set(this.#places);
      this.#places = larger;
    }
    this.#places[at] = place;
  }

  #flush(): void {
    this.#file.write(this.#buffer.subarray(0, this.#used));
    this.#written += this.#used;
    this.#used = 0;
  }

  finish(): { file: FileSource; places: Float64Array; count: number } {
    this.#flush();
    return { file: this.#file.finish(), places: this.#places, count: this.#count };
  }

  discard(): void {
    this.#file.discard();
  }
}

/** The table's bytes in pieces that end between two texts. */
function* textPieces(xml: Source): Generator<Buffer> {
  const tag = newTag();
  const head = xml.subarray(0, limits.windowBytes);
  let prefix = '';
  for (let at = 0; nextTag(head, at, tag); at = tag.end) {
    if (!isNamed(head, tag, 'sst')) continue;
    prefix = head.toString('latin1', tag.at + 1, tag.nameStart);
    break;
  }
  const mark = Buffer.from(`<${prefix}si`, 'latin1');
  let window: Buffer = Buffer.alloc(0);
  for (let at = 0; at < xml.length; ) {
    const piece = xml.subarray(at, at + limits.windowBytes);
    if (piece.length === 0) break;
    at += piece.length;
    window = window.length === 0 ? piece : Buffer.concat([window, piece]);
    const cut = at >= xml.length ? window.length : window.lastIndexOf(mark);
    if (cut <= 0) continue;
    yield window.subarray(0, cut);
    window = Buffer.from(window.subarray(cut));
  }
}
