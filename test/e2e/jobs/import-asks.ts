import { expect } from 'vitest';
import { asset } from '../../../src/model/entities/asset.ts';
import { choose, fieldOf, picture, press, rowWith, type Screen, visit } from '../support/screen.ts';
import { checkRows, handOver, type OfficeFile, sumIs, textOf, write } from './import-steps.ts';

const csv = (name: string, lines: readonly string[]): OfficeFile => ({
  name,
  buffer: Buffer.from(lines.join('\n')),
});

/** What a file can't tell is asked before anything is checked; what could be several assets can become several. */
export async function answer(screen: Screen): Promise<void> {
  const { page, words } = screen;
  const t = textOf(screen);
  const lines = [
    'Asset tag,Name,Quantity,Purchase date',
    ',Desk,3,3/5/24',
    'Q-2,Chair,1,4/6/24',
    'R-001~R-004,Lamp,4,1/2/24',
  ];
  await handOver(screen, csv('furniture.csv', lines));
  const check = page.getByRole('button', { name: t('check', { count: 3, rows: 3 }) });
  await page.getByText(t('fault_dates')).waitFor();
  expect(await check.isDisabled()).toBe(true);
  const question = page.getByRole('radiogroup', {
    name: t('dateQuestionOf', { column: 'Purchase date', value: '3/5/24' }),
  });
  await picture(screen, '50-match-dates');
  await question.getByText('2024-05-03').click();
  const field = words.label(asset.fields.quantity.label);
  await page.getByRole('checkbox', { name: t('splitQuantity', { field }) }).check();
  await page.getByRole('checkbox', { name: t('splitRanges', { example: 'R-001~R-004' }) }).check();
  await checkRows(screen, 3);
  await sumIs(screen, [3, 0, 0, 0, 0]);
  await page.getByText('×3').waitFor();
  await page.getByText('×4').waitFor();
  // Who looks at something else meanwhile finds the import where he left it.
  await visit(screen, words.t('frame', 'assets'));
  await visit(screen, words.t('frame', 'import'));
  await page.getByText('×4').waitFor();
  await write(screen, t('runCreate', { created: 3 }));
  await page.getByText(t('recordsMade', { count: 8, records: 8 })).waitFor();
  await press(page, t('toImported'));
  await rowWith(page.getByRole('grid', { name: words.t('assets', 'list') }), 'R-004').waitFor();
}

/** A table without a header shows its first rows; its columns are matched by their letters, dates as their neighbours read. */
export async function pickHeader(screen: Screen): Promise<void> {
  const { page, words } = screen;
  const t = textOf(screen);
  await handOver(screen, csv('bare.csv', ['N-001,Bench,3/5/24,25/12/26', 'N-002,Shelf,4/6/24,26/12/26']));
  const top = page.getByRole('region', { name: t('headerTop') });
  await top.getByText(t('headerDoubt')).waitFor();
  await picture(screen, '53-match-header');
  await press(top, t('headerNone'));
  await page.getByText(t('headerNoneNow')).waitFor();
  const { tag, name, purchaseDate, warrantyEnd } = asset.fields;
  for (const [letter, field] of [
    ['A', tag],
    ['B', name],
    ['C', purchaseDate],
    ['D', warrantyEnd],
  ] as const) {
    const column = t('noHeader', { letter });
    const label = words.label(field.label);
    await choose(screen, fieldOf(page, t('fieldOf', { column })), label, label);
  }
  const question = page.getByRole('radiogroup', {
    name: t('dateQuestionOf', { column: t('noHeader', { letter: 'C' }), value: '3/5/24' }),
  });
  // Nobody has to answer: the other column decides, and it says so.
  expect(await question.getByRole('radio', { name: /2024-05-03/ }).isChecked()).toBe(true);
  await checkRows(screen, 2);
  await write(screen, t('runCreate', { created: 2 }));
  await press(page, t('toImported'));
  const list = page.getByRole('grid', { name: words.t('assets', 'list') });
  await rowWith(list, 'N-002').waitFor();
  expect(await list.getByRole('row').count()).toBe(1 + 2);
}

/** Profiles can be renamed, removed, and had back. */
export async function keepProfiles(screen: Screen, name: string): Promise<void> {
  const { page, words } = screen;
  const t = textOf(screen);
  await visit(screen, words.t('frame', 'import'));
  const again = page.getByRole('button', { name: t('startOver'), exact: true });
  const other = page.getByRole('button', { name: t('otherFile'), exact: true });
  const leave = page.getByRole('button', { name: t('cancel'), exact: true });
  await again.or(other).or(leave).first().click();
  const list = page.getByRole('region', { name: t('profiles') });
  await press(list, t('renameProfile', { name }));
  const renamed = `${name} 2`;
  await list.getByRole('textbox', { name: t('profileName') }).fill(renamed);
  await list.getByRole('textbox', { name: t('profileName') }).press('Enter');
  await list.getByText(renamed, { exact: true }).waitFor();
  await press(list, t('removeProfile', { name: renamed }));
  await list.getByText(renamed, { exact: true }).waitFor({ state: 'detached' });
  const said = page.getByTestId('profile-removed');
  await press(said, t('takeBackRemoval'));
  await list.getByText(renamed, { exact: true }).waitFor();
}
