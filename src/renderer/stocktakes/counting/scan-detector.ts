/**
 * Tells a scanner's keystrokes from a person's. A keyboard-wedge scanner types a whole label within some hundredths of a
 * second and ends with Enter or Tab; nobody types like that. Pure: times come in with the keys.
 */
export interface Keystroke {
  /** `KeyboardEvent.key`. */
  readonly key: string;
  /** `KeyboardEvent.code`; needed where an input method swallowed the key. */
  readonly code: string;
  readonly shift: boolean;
  /** Milliseconds, from any origin. */
  readonly at: number;
}

export interface ScanDetector {
  /** Takes one keystroke; answers the label when this keystroke ended a scan. */
  press(stroke: Keystroke): string | null;
  /** Characters of the line under way, 0 when the last ones are too long ago. */
  length(at: number): number;
}

/**
 * The usual pause between two keys of a scan is at most this, in milliseconds: slow Bluetooth scanners send a character
 * every 30 to 40 ms, people are above 60. The median counts, since a busy machine delays single keys.
 */
export const usualPause = 50;
/** After so many milliseconds a new line begins: what was typed before belongs to something else. */
export const longestPause = 500;
const shortest = 4;

export function createScanDetector(): ScanDetector {
  let text = '';
  let pauses: number[] = [];
  let last = Number.NEGATIVE_INFINITY;

  const alive = (at: number): boolean => at - last <= longestPause;
  const reset = (): void => {
    text = '';
    pauses = [];
    last = Number.NEGATIVE_INFINITY;
  };

  return {
    press(stroke) {
      if (!alive(stroke.at)) reset();
      if (isEnd(stroke)) {
        const fast = median([...pauses, stroke.at - last]) <= usualPause;
        const scan = text.length >= shortest && fast ? text : null;
        reset();
        return scan;
      }
      const char = charOf(stroke);
      // Shift and Caps Lock come between the characters of a scan and are none themselves.
      if (char === null) return null;
      if (text !== '') pauses.push(stroke.at - last);
      text += char;
      last = stroke.at;
      return null;
    },
    length: (at) => (alive(at) ? text.length : 0),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.POSITIVE_INFINITY;
}

/** Enter or Tab, also while an input method is switched on and hides the key's name. */
export function isEnd(stroke: Pick<Keystroke, 'key' | 'code'>): boolean {
  return [stroke.key, stroke.code].some(
    (name) => name === 'Enter' || name === 'Tab' || name === 'NumpadEnter',
  );
}

/**
 * The character of a keystroke. An input method that is switched on reports `Process` for every key; the label is then
 * rebuilt from the keys themselves, so that a forgotten pinyin keyboard does not garble a scan.
 */
export function charOf(stroke: Pick<Keystroke, 'key' | 'code' | 'shift'>): string | null {
  if ([...stroke.key].length === 1) return stroke.key;
  if (stroke.key !== 'Process') return null;
  const letter = /^Key([A-Z])$/.exec(stroke.code)?.[1];
  if (letter) return stroke.shift ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(stroke.code)?.[1];
  if (digit)
    return stroke.shift && stroke.code.startsWith('Digit') ? (shiftedDigits[Number(digit)] ?? null) : digit;
  const sign = signs[stroke.code];
  return sign ? (stroke.shift ? sign[1] : sign[0]) : null;
}

const shiftedDigits = [')', '!', '@', '#', '$', '%', '^', '&', '*', '('];
const signs: Readonly<Record<string, readonly [string, string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  Slash: ['/', '?'],
  Period: ['.', '>'],
  Comma: [',', '<'],
  Semicolon: [';', ':'],
  Space: [' ', ' '],
  NumpadSubtract: ['-', '-'],
  NumpadDecimal: ['.', '.'],
};
