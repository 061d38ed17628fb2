import { expect } from 'vitest';
import { stocktakeStates } from '../../../src/model/choices.ts';
import { longestPause } from '../../../src/renderer/stocktakes/counting/scan-detector.ts';
import { barriers } from '../support/axe.ts';
import { readWorkbook } from '../support/read-workbook.ts';
import { choose, downloaded, fieldOf, picture, press, rowWith, type, visit } from '../support/screen.ts';
import type { Client, Job } from './job.ts';

/** A label that no register knows. */
const strange = 'HF-NOBODY-7';

/** What a keyboard-wedge scanner sends: the whole label within some hundredths of a second, then Enter. */
async function scan({ page }: Client, label: string): Promise<void> {
  await page.keyboard.type(label, { delay: 4 });
  await page.keyboard.press('Enter');
}

/** A stocktake over everything on the site; the room itself is chosen while counting. */
export async function createStocktake({ first, plan }: Job): Promise<void> {
  const { page, words } = first;
  await visit(first, words.t('frame', 'stocktakes'));
  await press(page, words.t('stocktakes', 'create'));
  const form = page.getByRole('dialog');
  await form.getByText(words.t('stocktakes', 'form.expected', { count: 7 })).waitFor();
  await type(form, words.t('stocktakes', 'form.name'), `${plan.site} 2026`);
  const places = fieldOf(form, words.t('stocktakes', 'form.locations'));
  await choose(first, places, plan.site);
  await page.keyboard.press('Escape');
  await form.getByText(words.t('stocktakes', 'form.expected', { count: 6 })).waitFor();
  await picture(first, '13-new-stocktake');
  await press(form, words.t('stocktakes', 'form.submit'));
  await page.getByText(words.t('stocktakes', 'counting.first'), { exact: true }).waitFor();
}

/** Counts in the server room with nothing but the scanner, wherever the focus is. */
export async function count(job: Job): Promise<void> {
  const { first, plan } = job;
  const { page, words } = first;
  const verdict = page.getByRole('region', { name: words.t('stocktakes', 'counting.verdict') });
  const expectVerdict = async (label: string, outcome: string): Promise<void> => {
    await scan(first, label);
    await verdict.getByText(label, { exact: true }).waitFor();
    const word = words.t('stocktakes', `outcome.${outcome}` as 'outcome.expected');
    await verdict.getByRole('heading', { name: word, exact: true }).waitFor();
  };
  const here = fieldOf(page, words.t('stocktakes', 'counting.place'));
  await choose(first, here, new RegExp(`${plan.serverRoom}$`), plan.serverRoom);
  await verdict.getByText(words.t('stocktakes', 'counting.placeSet')).waitFor();
  await page.getByRole('heading', { level: 1 }).click();
  // Whoever typed just now takes up the scanner first: a line goes on for half a second.
  await page.waitForTimeout(longestPause + 100);
  const { tags } = plan;
  await expectVerdict(tags.coreSwitch, 'expected');
  await picture(first, '14-count-expected');
  await expectVerdict(tags.database, 'expected');
  await expectVerdict(tags.coreSwitch, 'alreadyCounted');
  // A scan lands right even while the focus is on a button.
  await page.getByRole('button', { name: words.t('stocktakes', 'counting.sound') }).focus();
  await expectVerdict(tags.laptop, 'elsewhere');
  await picture(first, '15-count-elsewhere');
  await expectVerdict(tags.stored, 'unexpected');
  await expectVerdict(strange, 'unknown');
  await page.waitForTimeout(400);
  await picture(first, '16-count-unknown');
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1, name: `${plan.site} 2026` }).waitFor();
}

/** Ends counting and reads the differences from the exported workbook. */
export async function closeStocktake({ first, plan }: Job): Promise<void> {
  const { page, words } = first;
  await press(page, words.t('stocktakes', 'detail.close'));
  await page.getByText(words.t('stocktakes', 'detail.closeText', { counted: 3, expected: 6 })).waitFor();
  await press(page.getByRole('dialog'), words.t('stocktakes', 'detail.close'));
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.locator('.facts').getByText(words.label(stocktakeStates.closed.label)).first().waitFor();
  await press(page, new RegExp(words.t('stocktakes', 'outcome.elsewhere')));
  const lines = page.getByRole('grid', { name: words.t('stocktakes', 'detail.lines') });
  await rowWith(lines, plan.tags.laptop).waitFor();
  expect(await lines.getByRole('row').count()).toBe(1 + 1);
  await picture(first, '17-stocktake');
  await press(page, words.t('stocktakes', 'detail.export'));
  const download = await downloaded(page, () =>
    page.getByRole('menuitem', { name: words.t('stocktakes', 'detail.exportXlsx') }).click(),
  );
  const sheets = await readWorkbook(download);
  const tagHeader = words.t('stocktakes', 'detail.columns.tag');
  const tagsIn = Object.values(sheets).map((rows) => rows.map((row) => row[tagHeader]));
  const { laptop, stored, mail, coreSwitch } = plan.tags;
  for (const only of [laptop, stored, strange])
    expect(tagsIn.filter((tags) => tags.includes(only))).toEqual([[only]]);
  expect(tagsIn.find((tags) => tags.includes(mail))).toHaveLength(3);
  expect(tagsIn.flat()).not.toContain(coreSwitch);
}
