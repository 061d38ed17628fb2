import { describe, expect, it } from 'vitest';
import { readPastedTags } from '../../../../src/renderer/stocktakes/counting/pasted-tags.ts';

describe('pasted labels', () => {
  it('accounts for every line: labels, blanks and repeats', () => {
    const pasted = readPastedTags('HF-PC-1\r\n\r\nHF-PC-2\nhf-pc-1\n  HF-PC-3  \n');
    expect(pasted).toEqual({ tags: ['HF-PC-1', 'HF-PC-2', 'HF-PC-3'], blank: 1, repeated: 1 });
  });

  it('knows a label again in full-width digits', () => {
    expect(readPastedTags('HF-00１２\nHF-0012').repeated).toBe(1);
  });

  it('splits cells of one spreadsheet row', () => {
    expect(readPastedTags('A1\tB2\tC3').tags).toEqual(['A1', 'B2', 'C3']);
  });

  it('finds nothing in nothing', () => {
    expect(readPastedTags('')).toEqual({ tags: [], blank: 0, repeated: 0 });
  });

  it('reads ten thousand lines', () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => `HF-${i % 9000}`);
    expect(readPastedTags(lines.join('\n'))).toMatchObject({ repeated: 1000 });
  });
});
