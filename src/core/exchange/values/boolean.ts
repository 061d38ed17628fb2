import type { Cell } from '../read/types.ts';
import { meansNothing, type Parsed, Problem } from './problem.ts';
import { cellError } from './text.ts';

const yes = new Set([
  '是',
  '有',
  '对',
  '√',
  '✓',
  '✔',
  'y',
  'yes',
  'true',
  't',
  '1',
  'on',
  'x',
  '真',
  '启用',
  'active',
]);
const no = new Set([
  '否',
  '无',
  '没有',
  '不是',
  '×',
  '✗',
  '✘',
  'n',
  'no',
  'false',
  'f',
  '0',
  'off',
  '假',
  '停用',
  'inactive',
]);

/** Yes or no, as people tick it in either language. */
export function parseBoolean(cell: Cell | undefined): Parsed<boolean> {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'boolean') return cell;
  if (typeof cell === 'object' && cell.kind === 'error') return cellError(cell.text);
  if (typeof cell === 'object' && cell.kind === 'date') return unreadable();
  const raw = typeof cell === 'object' ? cell.text : String(cell);
  const text = raw.normalize('NFKC').trim().toLowerCase();
  if (text === '') return null;
  if (yes.has(text)) return true;
  if (no.has(text)) return false;
  return meansNothing(text) ? null : unreadable();
}

function unreadable(): Problem {
  return new Problem('BOOLEAN_UNREADABLE', 'error');
}
