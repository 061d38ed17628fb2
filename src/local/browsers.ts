import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * Path of an installed Chrome, Edge or Chromium, or null. `HOLDFAST_BROWSER` names another.
 */
export function findBrowser(platform = process.platform, env = process.env): string | null {
  if (env.HOLDFAST_BROWSER) return existsSync(env.HOLDFAST_BROWSER) ? env.HOLDFAST_BROWSER : null;
  return candidates(platform, env).find((file) => existsSync(file)) ?? null;
}

function candidates(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
      (root) => root !== undefined,
    );
    const below = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return roots.flatMap((root) => below.map((file) => path.win32.join(root, file)));
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge'];
  const folders = (env.PATH ?? '').split(':').filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}
