import { once } from 'node:events';
import type { Language } from '../model/index.ts';

/** Where a command's answer goes. With `--json` standard output carries JSON and nothing else. */
export class Output {
  readonly json: boolean;
  readonly language: Language;

  constructor(json: boolean, language: Language) {
    this.json = json;
    this.language = language;
  }

  say(zh: string, en: string): string {
    return this.language === 'zh' ? zh : en;
  }

  /** One document, or the lines that say the same to a person. */
  async answer(value: unknown, lines: () => Iterable<string>): Promise<void> {
    if (this.json) return write(`${JSON.stringify(value, null, 2)}\n`);
    for (const line of lines()) await write(`${line}\n`);
  }

  /** One of several answers, each a document of one line. */
  line(value: unknown, text: string): Promise<void> {
    return write(`${this.json ? JSON.stringify(value) : text}\n`);
  }

  /** An array that may be large: written as it comes, never held whole. */
  async array<T>(values: Iterable<T>, text: (value: T) => string, head?: string): Promise<void> {
    const out = new Chunks();
    if (this.json) out.add('[');
    else if (head !== undefined) out.add(`${head}\n`);
    let first = true;
    for (const value of values) {
      const parted = first ? '\n' : ',\n';
      const full = out.add(this.json ? `${parted}${JSON.stringify(value)}` : `${text(value)}\n`);
      if (full) await out.flush();
      first = false;
    }
    if (this.json) out.add(first ? ']\n' : '\n]\n');
    await out.flush();
  }
}

class Chunks {
  #parts: string[] = [];
  #length = 0;

  /** True when it is time to flush. */
  add(text: string): boolean {
    this.#parts.push(text);
    this.#length += text.length;
    return this.#length > 65_536;
  }

  async flush(): Promise<void> {
    const text = this.#parts.join('');
    this.#parts = [];
    this.#length = 0;
    if (text !== '') await write(text);
  }
}

/** Writes to standard output, and waits while the reader is slow. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** Values of a row side by side; tabs and line ends inside a value would part it. */
export function tabbed(values: readonly unknown[]): string {
  return values.map((value) => String(value ?? '').replace(/[\t\r\n]+/g, ' ')).join('\t');
}
