import path from 'node:path';
import { parseArgs } from 'node:util';
import { HoldfastError } from '../model/errors.ts';
import { defaultDataFile } from './data-folder.ts';

/** What `npm start -- ...` was asked for. */
export interface StartOptions {
  dataFile: string;
  /** Fill a new file with the sample register. */
  demo: boolean;
  /** 0 picks a free port. */
  port: number;
  /** Open a window of an installed browser. */
  open: boolean;
  /** Use the browser shell even where Electron runs. */
  browser: boolean;
}

/**
 * Reads the options of a shell.
 *
 * @throws HoldfastError OPTION_INVALID, PORT_INVALID
 */
export function parseStartOptions(args: readonly string[]): StartOptions {
  const values = parse(args);
  const port = Number(values.port ?? 0);
  if (!/^\d*$/.test(values.port ?? '') || port > 65_535) {
    throw new HoldfastError('PORT_INVALID', { value: values.port ?? '' });
  }
  const demo = values.demo ?? false;
  const dataFile = path.resolve(values.data ?? defaultDataFile(demo));
  return { dataFile, demo, port, open: !values['no-open'], browser: values.browser ?? false };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        demo: { type: 'boolean' },
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        browser: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new HoldfastError('OPTION_INVALID', { reason: (error as Error).message }, { cause: error });
  }
}
