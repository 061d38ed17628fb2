import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeWindow, readWindowState, writeWindowState } from '../../../src/main/window-state.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const bounds = { x: 100, y: 50, width: 1200, height: 800 };

describe('the window', () => {
  it('comes back where it was left', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'holdfast-window-')), 'sub', 'window.json');
    writeWindowState(file, { bounds, maximized: true });
    expect(readWindowState(file)).toEqual({ bounds, maximized: true });
    expect(placeWindow({ bounds, maximized: false }, [screen])).toEqual(bounds);
  });

  it('does not come back on a screen that was unplugged', () => {
    const gone = { ...bounds, x: 2500 };
    const place = placeWindow({ bounds: gone, maximized: false }, [screen]);
    expect(place).toEqual({ width: 1200, height: 800 });
  });

  it('never comes back too small to use', () => {
    const tiny = { ...bounds, width: 10, height: 10 };
    expect(placeWindow({ bounds: tiny, maximized: false }, [screen])).toMatchObject({
      width: 960,
      height: 600,
    });
  });

  it.each(['', '{', '[]', '{"bounds":{"x":1}}', '{"bounds":{"x":1,"y":2,"width":null,"height":3}}'])(
    'opens as at first start when the state is %j',
    (text) => {
      const file = path.join(mkdtempSync(path.join(tmpdir(), 'holdfast-window-')), 'window.json');
      writeFileSync(file, text);
      expect(readWindowState(file)).toEqual({ bounds: null, maximized: false });
    },
  );
});
