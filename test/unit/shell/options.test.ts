import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseStartOptions } from '../../../src/shell/options.ts';

describe('the options of npm start', () => {
  it('has sensible defaults', () => {
    expect(parseStartOptions([])).toMatchObject({ demo: false, port: 0, open: true, browser: false });
    expect(parseStartOptions(['--demo']).dataFile).not.toBe(parseStartOptions([]).dataFile);
  });

  it('takes a file relative to where it was started', () => {
    const options = parseStartOptions(['--data', 'a.holdfast', '--port', '4870', '--no-open']);
    expect(options).toMatchObject({ dataFile: path.resolve('a.holdfast'), port: 4870, open: false });
  });

  it.each([['--port', 'x'], ['--port', '70000'], ['--port=-1'], ['--port', '1.5']])(
    'refuses %s %s',
    (...args) => {
      expect(() => parseStartOptions(args)).toThrow(expect.objectContaining({ code: 'PORT_INVALID' }));
    },
  );

  it('refuses what it does not know', () => {
    expect(() => parseStartOptions(['--dta', 'x'])).toThrow(
      expect.objectContaining({ code: 'OPTION_INVALID' }),
    );
    expect(() => parseStartOptions(['stray'])).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
  });
});
