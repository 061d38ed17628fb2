import { expect, it } from 'vitest';
import { readClipboard } from '../../../../src/renderer/import/paste.ts';

const clipboard = (data: Record<string, string>) => ({
  types: Object.keys(data),
  getData: (type: string) => data[type] ?? '',
});
/** Only a browser can read HTML; what becomes of it is seen there. */
const noTable = () => ({ querySelectorAll: () => [] }) as unknown as Document;

it('takes tabbed text as a table and other text as it is', () => {
  expect(readClipboard(clipboard({ 'text/plain': '编号\t名称\r\n1\tA' }), noTable)).toEqual({
    text: '编号\t名称\r\n1\tA',
    extension: 'tsv',
  });
  expect(readClipboard(clipboard({ 'text/plain': 'tag,name\n1,A' }), noTable)?.extension).toBe('txt');
});

it('falls back to the text where the HTML holds no table', () => {
  const data = clipboard({ 'text/html': '<p>a</p>', 'text/plain': 'a' });
  expect(readClipboard(data, noTable)).toEqual({ text: 'a', extension: 'txt' });
});

it('finds nothing in an empty clipboard or one with a picture', () => {
  expect(readClipboard(clipboard({}), noTable)).toBeNull();
  expect(readClipboard(clipboard({ 'text/plain': ' \n' }), noTable)).toBeNull();
});
