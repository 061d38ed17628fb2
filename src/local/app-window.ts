import { spawn } from 'node:child_process';
import { findBrowser } from './browsers.ts';

/**
 * Opens an address in a window without tabs and address bar of an installed browser, where there is a
 * display. Answers whether it tried; that the browser then fails is not our failure.
 */
export function openAppWindow(link: string, platform = process.platform, env = process.env): boolean {
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return false;
  const browser = findBrowser(platform, env);
  if (browser === null) return false;
  const child = spawn(browser, [`--app=${link}`], { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
  return true;
}
