import { describe, expect, it } from 'vitest';
import { foldText } from '../../../src/core/store/text.ts';

describe('folding a name', () => {
  it('makes full-width, capitals, odd spaces and compatible forms alike', () => {
    expect(foldText('  Ｄｅｌｌ　Power\u00a0Edge ')).toBe('dell power edge');
    expect(foldText('総部\u2f00')).toBe('総部一');
  });

  it('leaves what is folded already as it is, character by character', () => {
    for (let code = 0; code < 0x10000; code++) {
      const char = String.fromCharCode(code);
      const folded = char.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
      if (foldText(char) !== folded) throw new Error(`U+${code.toString(16)} is folded otherwise`);
    }
  });
});
