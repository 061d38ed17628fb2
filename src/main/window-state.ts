import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A rectangle of the screen, in device-independent pixels. */
export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowState {
  bounds: Bounds | null;
  maximized: boolean;
}

export const smallestWindow = { width: 960, height: 600 };
const firstWindow = { width: 1440, height: 900 };

/** The state left at the last quit; the first-start state when there is none or it can't be read. */
export function readWindowState(file: string): WindowState {
  try {
    const { bounds, maximized } = JSON.parse(readFileSync(file, 'utf8')) as Partial<WindowState>;
    return { bounds: isBounds(bounds) ? bounds : null, maximized: maximized === true };
  } catch {
    return { bounds: null, maximized: false };
  }
}

/** Written to a file of its own and put in place, so that a crash never leaves half a state. */
export function writeWindowState(file: string, state: WindowState): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const fresh = `${file}.new`;
  writeFileSync(fresh, JSON.stringify(state));
  renameSync(fresh, file);
}

/**
 * Where to put the window: where it was, if enough of its title bar is still on a screen, else in the
 * middle of the main one (`x` and `y` absent).
 */
export function placeWindow(state: WindowState, screens: readonly Bounds[]): Partial<Bounds> {
  const { bounds } = state;
  if (bounds === null) return firstWindow;
  const size = {
    width: Math.max(bounds.width, smallestWindow.width),
    height: Math.max(bounds.height, smallestWindow.height),
  };
  const reachable = screens.some(
    (screen) =>
      bounds.x + size.width > screen.x + 100 &&
      bounds.x < screen.x + screen.width - 100 &&
      bounds.y >= screen.y - 10 &&
      bounds.y < screen.y + screen.height - 50,
  );
  return reachable ? { x: bounds.x, y: bounds.y, ...size } : size;
}

function isBounds(value: unknown): value is Bounds {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, width, height } = value as Record<string, unknown>;
  return [x, y, width, height].every((number) => typeof number === 'number' && Number.isFinite(number));
}
