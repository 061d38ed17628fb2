import { readFileSync, statSync } from 'node:fs';
import { HoldfastError } from '../../model/errors.ts';
import { Builder } from './builder.ts';
import type { Description } from './description.ts';
import { describeInventory } from './glpi/describe.ts';
import { readInventory } from './glpi/read.ts';
import { describeItop } from './itop/describe.ts';
import { ItopSource } from './itop/source.ts';
import { describeNetbox } from './netbox/describe.ts';
import { NetboxSource } from './netbox/source.ts';
import { xmlObjects } from './read/xml-objects.ts';
import { recogniseLandscape } from './recognise.ts';

export interface LandscapeInput {
  readonly path: string;
  readonly name: string;
}

export interface DescribeOptions {
  readonly onProgress?: (done: number, total: number) => void;
  readonly cancelled?: () => boolean;
}

/** Beyond this a file of XML is not held in memory. */
const mostXmlBytes = 256 * 1024 * 1024;
const mostBytes = 1024 * 1024 * 1024;

/**
 * Reads files of any of the sources into one description. Files of a NetBox or an iTop belong together, so one that is
 * damaged refuses all; inventories stand for themselves, so a damaged one among several is listed and the others are read.
 * @throws LANDSCAPE_NOT_FOUND, LANDSCAPE_TOO_LARGE, LANDSCAPE_CUT, LANDSCAPE_JSON, LANDSCAPE_XML, LANDSCAPE_DEEP,
 * LANDSCAPE_OTHER_VERSION, LANDSCAPE_SCHEMA, FILE_UNSAFE, CANCELLED
 */
export function describeLandscape(
  inputs: readonly LandscapeInput[],
  options: DescribeOptions = {},
): Description {
  const builder = new Builder();
  const netbox = new NetboxSource(builder);
  const itop = new ItopSource(builder);
  const found = inputs.map((input) => ({ ...input, is: recogniseLandscape(input.path) }));
  if (!found.some(({ is }) => is))
    throw new HoldfastError('LANDSCAPE_NOT_FOUND', {
      file: inputs
        .map(({ name }) => name)
        .join(', ')
        .slice(0, 200),
    });
  const sizes = inputs.map(({ path }) => statSync(path).size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let before = 0;
  found.forEach(({ path, name, is }, i) => {
    if (options.cancelled?.()) throw new HoldfastError('CANCELLED');
    const size = sizes[i] as number;
    if (size > mostBytes) throw new HoldfastError('LANDSCAPE_TOO_LARGE', { file: name });
    const start = before;
    const onBytes = (done: number) => options.onProgress?.(start + done, total);
    const cancelled = options.cancelled ?? (() => false);
    if (!is) builder.leave(builder.object('file', name, name), 'LANDSCAPE_FILE_UNKNOWN', { file: name });
    else {
      builder.from(is.source);
      if (is.source === 'netbox') netbox.read(path, { name, form: is.form, onBytes, cancelled });
      else if (is.source === 'itop') itop.add(xmlObjects(textOf(path, name, size), name), name);
      else inventory(builder, { path, name }, found.length > 1, i + 1);
    }
    before += size;
    options.onProgress?.(before, total);
  });
  builder.file = 0;
  describeNetbox(netbox, builder);
  builder.file = -1;
  describeItop(itop, builder);
  return builder.finish();
}

function textOf(path: string, name: string, size: number): string {
  if (size > mostXmlBytes) throw new HoldfastError('LANDSCAPE_TOO_LARGE', { file: name });
  return readFileSync(path, 'utf8');
}

function inventory(builder: Builder, { path, name }: LandscapeInput, several: boolean, file: number): void {
  builder.file = file;
  try {
    describeInventory(readInventory(path, name), name, builder);
  } catch (cause) {
    if (!several || !(cause instanceof HoldfastError) || !cause.code.startsWith('LANDSCAPE_')) throw cause;
    builder.leave(builder.object('file', name, name), cause.code as 'LANDSCAPE_CUT', cause.params);
  }
}
