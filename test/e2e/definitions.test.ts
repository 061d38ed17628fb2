import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changeType,
  defineClass,
  defineFields,
  drawInGraph,
  enterAsset,
  listByField,
  throughExcel,
} from './jobs/definitions.ts';
import { type Job, startJob } from './jobs/job.ts';
import { sayWhoYouAre } from './jobs/start.ts';
import { barriers } from './support/axe.ts';
import { launchBrowser } from './support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe.each(['zh', 'en'] as const)('defining classes and fields, interface in %s', (language) => {
  let job: Job;
  beforeAll(async () => {
    job = await startJob(browser, language);
    await sayWhoYouAre(job.first, job.plan.starter, job.plan.register);
  });
  afterAll(() => job?.end());

  it('makes a class with fields and uses it in form, list, Excel and graph', async () => {
    const { step, first } = job;
    await step('define a class', () => defineClass(first));
    await step('define its fields', () => defineFields(first));
    expect(await barriers(first.page)).toEqual([]);
    await step('enter an asset', () => enterAsset(first));
    await step('list by the field', () => listByField(first));
    await step('through Excel', () => throughExcel(first));
    await step('draw in the graph', () => drawInGraph(first));
    await step('change the type', () => changeType(first));
    expect(job.complaints()).toEqual([]);
  });
});
