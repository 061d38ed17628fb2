import { describe, expect, it } from 'vitest';
import {
  createScanDetector,
  type ScanDetector,
} from '../../../../src/renderer/stocktakes/counting/scan-detector.ts';

function type(detector: ScanDetector, text: string, pause: number, end: string, from = 1000): string | null {
  let at = from;
  for (const key of text) {
    if (/[A-Z_]/.test(key)) detector.press({ key: 'Shift', code: 'ShiftLeft', shift: true, at });
    expect(detector.press({ key, code: '', shift: false, at })).toBeNull();
    at += pause;
  }
  return detector.press({ key: end, code: end, shift: false, at });
}

describe('telling a scanner from a person', () => {
  it('takes fast keystrokes that end in Enter or Tab as a scan', () => {
    expect(type(createScanDetector(), 'HF-SRV-00412', 8, 'Enter')).toBe('HF-SRV-00412');
    expect(type(createScanDetector(), '资产0099', 35, 'Tab')).toBe('资产0099');
  });

  it('takes slow typing as typing', () => {
    expect(type(createScanDetector(), 'HF-SRV-00412', 120, 'Enter')).toBeNull();
  });

  it('does not take a lucky pair of keys as a scan', () => {
    expect(type(createScanDetector(), 'ab', 5, 'Enter')).toBeNull();
  });

  it('keeps only the scan when a person typed something before', () => {
    const detector = createScanDetector();
    detector.press({ key: 'x', code: 'KeyX', shift: false, at: 0 });
    expect(type(detector, 'HF-PC-1', 10, 'Enter', 900)).toBe('HF-PC-1');
  });

  it('takes a scan of which a busy machine delayed some keys', () => {
    const detector = createScanDetector();
    const times = [0, 8, 16, 140, 148, 156, 320, 328, 336, 344];
    times.forEach((at, i) => {
      detector.press({ key: 'HF-PC-0042'[i] as string, code: '', shift: false, at });
    });
    expect(detector.press({ key: 'Enter', code: 'Enter', shift: false, at: 430 })).toBe('HF-PC-0042');
  });

  it('parts scans that follow each other at once', () => {
    const detector = createScanDetector();
    expect(type(detector, 'HF-PC-1', 5, 'Enter', 0)).toBe('HF-PC-1');
    expect(type(detector, 'HF-PC-2', 5, 'Enter', 41)).toBe('HF-PC-2');
  });

  it('says how long the line under way is', () => {
    const detector = createScanDetector();
    detector.press({ key: 'H', code: 'KeyH', shift: true, at: 10 });
    detector.press({ key: 'F', code: 'KeyF', shift: true, at: 20 });
    expect(detector.length(30)).toBe(2);
    expect(detector.length(900)).toBe(0);
  });

  it('rebuilds the label from the keys while an input method swallows them', () => {
    const detector = createScanDetector();
    const keys: [string, boolean][] = [
      ['KeyH', true],
      ['KeyF', true],
      ['Minus', false],
      ['Digit0', false],
      ['Numpad7', false],
      ['KeyA', false],
      ['Minus', true],
    ];
    keys.forEach(([code, shift], i) => {
      detector.press({ key: 'Process', code, shift, at: i * 10 });
    });
    expect(detector.press({ key: 'Process', code: 'Enter', shift: false, at: 71 })).toBe('HF-07a_');
  });
});
