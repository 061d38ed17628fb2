/**
 * Where keys were first seen, for files of millions of rows: 14 bytes an entry instead of the 100 of a Map. Keys are kept as
 * 64 bits of hash; that two of 2,000,000 keys share them happens once in 10 million files.
 */
export class CompactIndex {
  #capacity = 1024;
  #size = 0;
  #low = new Uint32Array(this.#capacity);
  #high = new Uint32Array(this.#capacity);
  /** One more than the value; 0 marks a free place. */
  #values = new Uint32Array(this.#capacity);
  #counts = new Uint16Array(this.#capacity);

  get size(): number {
    return this.#size;
  }

  /** The first value that was added with the key; -1 when there is none. */
  get(key: string): number {
    const at = this.#find(key);
    return (this.#values[at] as number) - 1;
  }

  has(key: string): boolean {
    return this.get(key) >= 0;
  }

  /** How often the key was added, up to 65,535. */
  count(key: string): number {
    const at = this.#find(key);
    return this.#values[at] === 0 ? 0 : (this.#counts[at] as number);
  }

  /**
   * Adds a key. A later value of the same key is only counted.
   * @param value 0 to 2^32 - 2
   * @returns the first value of the key, or -1 when it is new
   */
  add(key: string, value: number): number {
    let at = this.#find(key);
    const known = this.#values[at] as number;
    if (known > 0) {
      if ((this.#counts[at] as number) < 65_535) (this.#counts[at] as number)++;
      return known - 1;
    }
    if ((this.#size + 1) * 3 > this.#capacity * 2) {
      this.#grow();
      at = this.#find(key);
    }
    this.#low[at] = hashLow;
    this.#high[at] = hashHigh;
    this.#values[at] = value + 1;
    this.#counts[at] = 1;
    this.#size++;
    return -1;
  }

  /** The place of the key, or the free one where it would stand. Leaves the hash in `hashLow` and `hashHigh`. */
  #find(key: string): number {
    hash(key);
    const mask = this.#capacity - 1;
    let at = hashLow & mask;
    while (this.#values[at] !== 0 && (this.#low[at] !== hashLow || this.#high[at] !== hashHigh)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  #grow(): void {
    const [low, high, values, counts] = [this.#low, this.#high, this.#values, this.#counts];
    this.#capacity *= 2;
    const mask = this.#capacity - 1;
    this.#low = new Uint32Array(this.#capacity);
    this.#high = new Uint32Array(this.#capacity);
    this.#values = new Uint32Array(this.#capacity);
    this.#counts = new Uint16Array(this.#capacity);
    for (let from = 0; from < values.length; from++) {
      if (values[from] === 0) continue;
      let at = (low[from] as number) & mask;
      while (this.#values[at] !== 0) at = (at + 1) & mask;
      this.#low[at] = low[from] as number;
      this.#high[at] = high[from] as number;
      this.#values[at] = values[from] as number;
      this.#counts[at] = counts[from] as number;
    }
  }
}

let hashLow = 0;
let hashHigh = 0;

/** cyrb53 by bryc (public domain), with all of its 64 bits. */
function hash(text: string): void {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    low = Math.imul(low ^ char, 2_654_435_761);
    high = Math.imul(high ^ char, 1_597_334_677);
  }
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  hashLow = low >>> 0;
  hashHigh = high >>> 0;
}
