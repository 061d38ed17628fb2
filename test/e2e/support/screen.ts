import type { Download, Locator, Page } from 'playwright-core';
import { screenshot } from './browser.ts';
import type { Words } from './words.ts';

/** One client's page and the words on it. */
export interface Screen {
  readonly page: Page;
  readonly words: Words;
}

/** Goes to a page by the navigation; its item may carry a count. */
export async function visit({ page, words }: Screen, item: string): Promise<void> {
  const nav = page.getByRole('navigation', { name: words.t('frame', 'navigation') });
  await nav.getByRole('link', { name: new RegExp(`^${item}(\\s*[\\d,]+)?$`) }).click();
}

export async function press(scope: Page | Locator, name: string | RegExp): Promise<void> {
  await scope.getByRole('button', { name, exact: typeof name === 'string' }).click();
}

/** Options of an open list; the list is drawn at the end of the page, and closed ones stay in it unseen. */
function openOptions(page: Page): Locator {
  return page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').last();
}

/** Chooses from a list by its words, typing first when the list is long. */
export async function choose(
  screen: Screen,
  box: Locator,
  option: string | RegExp,
  typed?: string,
): Promise<void> {
  await box.click();
  if (typed !== undefined) await box.pressSequentially(typed);
  // An open list also has the words for screen readers, out of sight.
  await openOptions(screen.page).getByText(option, { exact: true }).filter({ visible: true }).first().click();
}

/** What has a label, be it a field or a part of the page; a required field's label ends with a star. */
export function fieldOf(scope: Page | Locator, label: string): Locator {
  return scope.getByLabel(new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}( \\*)?$`));
}

/** Types into the field with a label, over what was there. */
export async function type(scope: Page | Locator, label: string, text: string): Promise<void> {
  await fieldOf(scope, label).fill(text);
}

/** Types a date into a date field as a person does: the digits, then Enter. */
export async function typeDate(box: Locator, date: string): Promise<void> {
  await box.click();
  await box.pressSequentially(date);
  await box.press('Enter');
}

/** A row of a list by the text in it. */
export function rowWith(scope: Page | Locator, text: string): Locator {
  return scope.getByRole('row').filter({ hasText: text });
}

/** What the page downloads while something is pressed. */
export async function downloaded(page: Page, action: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), action()]);
  return download;
}

const large = { width: 1440, height: 900 };
const small = { width: 1280, height: 720 };

/** A picture of the moment. */
export async function picture({ page, words }: Screen, name: string): Promise<void> {
  await screenshot(page, `${words.language}-${name}`);
}

/** The same in a small window too, when HOLDFAST_ALBUM=1 asks for it; what stood open may not survive that. */
export async function pictures(screen: Screen, name: string): Promise<void> {
  await picture(screen, name);
  if (process.env.HOLDFAST_ALBUM !== '1') return;
  await screen.page.setViewportSize(small);
  await screen.page.waitForTimeout(500);
  await picture(screen, `${name}-1280`);
  await screen.page.setViewportSize(large);
}
