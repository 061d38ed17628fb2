import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, keepProfiles, pickHeader } from './jobs/import-asks.ts';
import { decide, importAndMend, readTwins, recognise } from './jobs/import-messy.ts';
import {
  importSeveralSheets,
  importSnipeIt,
  pasteCells,
  samplesAtHand,
  stopInTheMiddle,
} from './jobs/import-more.ts';
import { bringBack } from './jobs/import-round-trip.ts';
import { type Job, startJob } from './jobs/job.ts';
import { messyName } from './jobs/messy-register.ts';
import { sayWhoYouAre } from './jobs/start.ts';
import { launchBrowser } from './support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe.each(['zh', 'en'] as const)('importing by clicking and typing, interface in %s', (language) => {
  let job: Job;
  beforeAll(async () => {
    job = await startJob(browser, language);
    await sayWhoYouAre(job.first, job.plan.starter, job.plan.register);
  });
  afterAll(() => job?.end());

  it('takes a messy Chinese register from a workbook or its GBK twin to the last row', async () => {
    const { step, first } = job;
    await step('read both', () => readTwins(first));
    await step('decide what is wrong', () => decide(first));
    await step('import the good rows, mend the rest', () => importAndMend(first));
    await step('recognise the next one', () => recognise(first));
    await step('keep profiles', () => keepProfiles(first, messyName));
    expect(job.complaints()).toEqual([]);
  });

  it('brings an edited export back three ways, and asks where both sides changed', async () => {
    await job.step('bring it back', () => bringBack(job.first));
    expect(job.complaints()).toEqual([]);
  });

  it('asks what a file cannot tell, and makes several assets of one row', async () => {
    await job.step('answer', () => answer(job.first));
    await job.step('pick the header', () => pickHeader(job.first));
    expect(job.complaints()).toEqual([]);
  });

  it('takes several sheets in one go and takes them back', async () => {
    await job.step('import several sheets', () => importSeveralSheets(job.first));
    expect(job.complaints()).toEqual([]);
  });

  it('stops in the middle of a check, and takes pasted cells', async () => {
    await job.step('stop', () => stopInTheMiddle(job.first));
    await job.step('paste', () => pasteCells(job.first));
    expect(job.complaints()).toEqual([]);
  });

  it.runIf(samplesAtHand)("takes Snipe-IT's samples", async () => {
    await job.step('import Snipe-IT', () => importSnipeIt(job.first));
    expect(job.complaints()).toEqual([]);
  });
});

if (!samplesAtHand)
  console.warn("Snipe-IT's samples are not at ../shared/data/registers: not imported here.");
