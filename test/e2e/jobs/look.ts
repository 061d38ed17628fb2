import { barriers } from '../support/axe.ts';
import { pictures, press, visit } from '../support/screen.ts';
import { findAsset } from './assets.ts';
import type { Client, Job } from './job.ts';

interface Room {
  readonly name: string;
  enter(): Promise<void>;
}

/** Every main page, entered by clicking, with something on it. */
function rooms({ first, plan }: Job): readonly Room[] {
  const { page, words } = first;
  const f = (key: Parameters<typeof words.t<'frame'>>[1]): string => words.t('frame', key);
  // A list shows what it had before it shows what is new; rows move meanwhile.
  const openRow = async (text: string): Promise<void> => {
    await page.waitForTimeout(300);
    await page.getByRole('row').filter({ hasText: text }).first().click();
  };
  const plain = (name: string, key: Parameters<typeof f>[0]): Room => ({
    name,
    enter: () => visit(first, f(key)),
  });
  const open = (key: Parameters<typeof f>[0], text: string) => async (): Promise<void> => {
    await visit(first, f(key));
    await openRow(text);
    await page.getByRole('heading', { level: 1 }).filter({ hasText: text }).waitFor();
  };
  return [
    plain('assets', 'assets'),
    {
      name: 'asset',
      enter: async () => {
        const card = await findAsset(first, plan.tags.database, plan.tags.database);
        await card.getByRole('tab', { name: words.t('assets', 'history') }).click();
      },
    },
    {
      name: 'graph',
      enter: async () => {
        const card = await findAsset(first, plan.tags.database, plan.tags.database);
        await press(card, words.t('assets', 'impact'));
        await page.getByRole('button', { name: words.t('impact', 'graph') }).click();
        await page.getByRole('toolbar', { name: words.t('relations', 'tools') }).waitFor();
      },
    },
    plain('locations', 'locations'),
    {
      name: 'person',
      enter: async () => {
        await visit(first, f('basics'));
        await openRow(plan.technician);
        await page.getByRole('heading', { name: plan.technician }).waitFor();
      },
    },
    plain('stocktakes', 'stocktakes'),
    { name: 'stocktake', enter: open('stocktakes', `${plan.site} 2026`) },
    plain('import', 'import'),
    plain('retirements', 'retirements'),
    { name: 'retirement', enter: open('retirements', plan.tags.mail) },
    plain('attention', 'attention'),
    plain('changes', 'changes'),
    plain('sync', 'sync'),
    {
      name: 'settings',
      enter: () => press(page, f('settings')),
    },
  ];
}

/** Lets what moves come to rest; colours half-way through a transition are nobody's. */
async function rest({ page }: Client): Promise<void> {
  await page.mouse.move(720, 890);
  await page.waitForTimeout(350);
}

/** Looks at every page in one theme and answers what bars people from using it. */
export async function lookAround(job: Job, theme: 'light' | 'dark'): Promise<string[]> {
  const { first } = job;
  const found: string[] = [];
  for (const { name, enter } of rooms(job)) {
    await enter();
    await rest(first);
    found.push(...(await barriers(first.page)).map((each) => `${name}, ${theme}: ${each}`));
    await pictures(first, `look-${theme}-${name}`);
  }
  return found;
}

/** Puts the interface into the dark theme. */
export async function turnDark({ page, words }: Client): Promise<void> {
  await press(page, words.t('frame', 'themeDark'));
  await page.getByRole('button', { name: words.t('frame', 'themeLight') }).waitFor();
}
