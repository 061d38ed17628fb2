import { readFileSync, statSync } from 'node:fs';
import { HoldfastError } from '../../../model/errors.ts';
import { type Fields, isFields, own, textOf } from '../values.ts';

/** An inventory is some hundred kilobytes; what is larger by far is none. */
const mostBytes = 64 * 1024 * 1024;

export interface Inventory {
  readonly deviceId: string;
  /** Computer, NetworkEquipment, Printer, Phone ...; a computer where nothing is said. */
  readonly itemType: string;
  readonly content: Fields;
}

/** @throws LANDSCAPE_CUT, LANDSCAPE_JSON, LANDSCAPE_SCHEMA, LANDSCAPE_TOO_LARGE */
export function readInventory(path: string, name: string): Inventory {
  if (statSync(path).size > mostBytes) throw new HoldfastError('LANDSCAPE_TOO_LARGE', { file: name });
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  const root = parsed(text, name);
  if (!isFields(root)) throw new HoldfastError('LANDSCAPE_SCHEMA', { path: name, expected: 'object' });
  const deviceId = textOf(own(root, 'deviceid'), 300);
  const content = own(root, 'content');
  if (deviceId === null)
    throw new HoldfastError('LANDSCAPE_SCHEMA', { path: `${name}: deviceid`, expected: 'string' });
  if (!isFields(content))
    throw new HoldfastError('LANDSCAPE_SCHEMA', { path: `${name}: content`, expected: 'object' });
  return { deviceId, itemType: textOf(own(root, 'itemtype'), 100) ?? 'Computer', content };
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const cut = text.trimStart().startsWith('{') && !text.trimEnd().endsWith('}');
    throw cut
      ? new HoldfastError('LANDSCAPE_CUT', { file: name, objects: 0 }, { cause })
      : new HoldfastError('LANDSCAPE_JSON', { file: name, object: 1 }, { cause });
  }
}
