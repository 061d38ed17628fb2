import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  listAll,
  matchAndRun,
  matchByHand,
  nextYear,
  partAndUndo,
  readBack,
  seeDifferences,
  seeResult,
  settleTwins,
  takeOver,
} from './jobs/ledger/steps.ts';
import { type LedgerClient, startLedgerClient } from './jobs/ledger/world.ts';
import { turnDark } from './jobs/look.ts';
import { launchBrowser, screenshot } from './support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe.each(['zh', 'en'] as const)(
  'the register against the finance ledger, interface in %s',
  (language) => {
    it('goes from a card list to decisions that next year remembers', async () => {
      const client = await startLedgerClient(browser, language);
      const step = async (name: string, work: (client: LedgerClient) => Promise<void>): Promise<void> => {
        try {
          await work(client);
        } catch (cause) {
          await screenshot(client.page, `${language}-ledger-failed`);
          throw new Error(`${name} (${language}-ledger-failed): ${(cause as Error).message}`, { cause });
        }
      };
      try {
        await step('match the columns and run', matchAndRun);
        await step('see the result', seeResult);
        await step('see each kind of difference', seeDifferences);
        await step('match by hand', matchByHand);
        await step('pair twins', settleTwins);
        await step('part and undo', partAndUndo);
        if (language === 'zh') await step('turn dark', () => turnDark(client as never));
        await step('take numbers over', takeOver);
        await step('read the workbook back', readBack);
        await step('go on next year', nextYear);
        await step('list all checks', listAll);
        expect(client.opened.complaints).toEqual([]);
      } finally {
        await client.end();
      }
    });
  },
);
