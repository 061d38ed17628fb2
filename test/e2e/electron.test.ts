import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findElectron } from '../../src/local/electron-binary.ts';
import { runBuilder } from '../../src/local/page-build.ts';
import { say } from '../../src/shell/messages.ts';

const root = path.resolve(import.meta.dirname, '../..');
const found = findElectron(root);
if ('missing' in found) {
  process.stdout.write(`The desktop window is not tried here: ${say(found.missing, {}, 'en')}.\n`);
}

describe.runIf('program' in found)('the desktop window', () => {
  it('opens the register in a page that has no Node and cannot leave', async () => {
    if (!('program' in found)) return;
    runBuilder(root, 'electron-vite', []);
    const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-desktop-'));
    const app = await _electron.launch({
      executablePath: found.program,
      args: [root, '--data', path.join(folder, 'register.holdfast')],
      env: { ...process.env, HOLDFAST_HOME: folder } as Record<string, string>,
    });
    try {
      const page = await app.firstWindow();
      expect(new URL(page.url()).origin).toBe('app://holdfast');
      expect(await page.evaluate('typeof require + typeof process')).toBe('undefinedundefined');
      expect(await page.evaluate('typeof window.holdfast.connect')).toBe('function');
      await page.evaluate('window.open("https://example.invalid")');
      expect(app.windows()).toHaveLength(1);
      await page.waitForSelector('#root > *');
    } finally {
      await app.close();
    }
  });
});
