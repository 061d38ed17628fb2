import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editAndUndo, findThings, readGraph, relate } from './jobs/assets.ts';
import { exportRegister } from './jobs/export.ts';
import { importGoodRows, matchColumns, previewRows } from './jobs/import.ts';
import { startJob } from './jobs/job.ts';
import { lookAround, turnDark } from './jobs/look.ts';
import { approve, eraseAndDispose, requestRetirement } from './jobs/retirement.ts';
import { enterPerson, sayWhoYouAre } from './jobs/start.ts';
import { closeStocktake, count, createStocktake } from './jobs/stocktake.ts';
import { adoptRegister, bothTheSame, editApart, giveRegister, password, settle } from './jobs/sync.ts';
import { launchBrowser } from './support/browser.ts';
import { startServer } from './support/server-process.ts';

/** Every page in either theme and language; else each theme in one language, which differ in words only. */
const thorough = process.env.HOLDFAST_ALBUM === '1';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe.each(['zh', 'en'] as const)('the whole job by clicking and typing, interface in %s', (language) => {
  it('goes from a workbook to two clients in step', async () => {
    const job = await startJob(browser, language);
    const { plan, step, first } = job;
    const server = await startServer(password);
    try {
      await step('say who you are', () => sayWhoYouAre(first, plan.starter, plan.register));
      await step('enter who approves', () => enterPerson(job, plan.approver, 'approver'));
      await step('match the columns of a workbook', () => matchColumns(job));
      await step('look at every row', () => previewRows(job));
      await step('import the good rows', () => importGoodRows(job));
      await step('find things', () => findThings(job));
      await step('edit, read the history, undo', () => editAndUndo(job));
      await step('relate', () => relate(job));
      await step('read the graph', () => readGraph(job));
      await step('create a stocktake', () => createStocktake(job));
      await step('count with a scanner', () => count(job));
      await step('close the stocktake', () => closeStocktake(job));
      await step('request a retirement', () => requestRetirement(job));
      await step('approve it as somebody else', () => approve(job));
      await step('erase and dispose', () => eraseAndDispose(job));
      await step('export the register', () => exportRegister(job));
      server.command('admin', 'create', plan.accounts.starter, '--display-name', plan.starter);
      const colleague = ['user', 'add', plan.accounts.colleague, '--role', 'assetManager'];
      server.command(...colleague, '--display-name', plan.colleague);
      await step('give the register to a server', () => giveRegister(job, server));
      const second = await job.openClient();
      await step('start another client', () => sayWhoYouAre(second, plan.colleague, plan.colleagueRegister));
      await step('adopt the register there', () => adoptRegister(job, second, server));
      await step('edit the same field apart', () => editApart(job, second, server));
      await step('settle the conflict', () => settle(job, second));
      await step('see the same on both', () => bothTheSame(job, second));
      const barriers: string[] = [];
      if (thorough || language === 'en')
        barriers.push(...(await step('look around in light', () => lookAround(job, 'light'))));
      await step('turn dark', () => turnDark(first));
      if (thorough || language === 'zh')
        barriers.push(...(await step('look around in dark', () => lookAround(job, 'dark'))));
      expect(barriers).toEqual([]);
      expect(job.complaints()).toEqual([]);
    } finally {
      await job.end();
      await server.remove();
    }
  });
});
