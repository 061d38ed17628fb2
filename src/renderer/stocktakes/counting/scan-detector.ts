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
  /** Keystrokes of the burst under way, 0 when the last ones were too far apart. */
  length(at: number): number;
  reset(): void;
}

/**
 * Longest pause inside a scan. Slow Bluetooth scanners send a character every 30 to 40 ms, and a busy page delays some;
 * people stay above 60 ms for anything but a lucky pair of keys, and `shortest` keeps lucky pairs out.
 */
export const longestPause = 50;
const shortest = 4;

export function createScanDetector(pause: number = longestPause): ScanDetector {
  let text = '';
  let last = Number.NEGATIVE_INFINITY;

  const alive = (at: number) => at - last <= pause;

  return {
    press(stroke) {
      const within = alive(stroke.at);
      if (isEnd(stroke)) {
        const scan = within && text.length >= shortest ? text : null;
        text = '';
        last = Number.NEGATIVE_INFINITY;
        return scan;
      }
      const char = charOf(stroke);
      // Shift and Caps Lock come between the characters of a scan and are none themselves.
      if (char === null) return null;
      text = within ? text + char : char;
      last = stroke.at;
      return null;
    },
    length: (at) => (alive(at) ? text.length : 0),
    reset() {
      text = '';
      last = Number.NEGATIVE_INFINITY;
    },
  };
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
