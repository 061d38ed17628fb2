import { extname } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { streamToFile } from '../write/to-file.ts';

/** A zip file of filled forms, written as they come. */
export class FormArchive {
  readonly #zip = new ZipFile();
  readonly #extension: string;
  readonly #names = new Set<string>();
  readonly #written: Promise<void>;

  /** @param form name of the form, whose extension the files get */
  constructor(path: string, form: string) {
    this.#extension = extname(form) || '.xlsx';
    this.#written = streamToFile(path, this.#zip.outputStream as Readable);
    // Heard by `finish`; a failure before that must not end the process.
    this.#written.catch(() => {});
  }

  async add(label: string, bytes: Buffer): Promise<void> {
    const stream = new PassThrough();
    const name = this.#free(label.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '_').slice(0, 100) || '_');
    // A workbook is packed already.
    this.#zip.addReadStream(stream, name, { compress: false });
    const done = new Promise<void>((resolve) => stream.once('close', resolve));
    stream.end(bytes);
    await Promise.race([done, this.#written]);
  }

  async finish(): Promise<void> {
    this.#zip.end();
    await this.#written;
  }

  async abandon(): Promise<void> {
    (this.#zip.outputStream as Readable).destroy(new Error('abandoned'));
    await this.#written.catch(() => {});
  }

  #free(label: string): string {
    let name = `${label}${this.#extension}`;
    for (let n = 2; this.#names.has(name.toLowerCase()); n++) name = `${label} (${n})${this.#extension}`;
    this.#names.add(name.toLowerCase());
    return name;
  }
}
