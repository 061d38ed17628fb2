import { expect } from 'vitest';
import { builtinClasses } from '../../../src/model/classes.ts';
import { asset as entity } from '../../../src/model/entities/asset.ts';
import { statuses } from '../../../src/model/lifecycle.ts';
import { readWorkbook } from '../support/read-workbook.ts';
import { downloaded, fieldOf, picture, press, visit } from '../support/screen.ts';
import type { Job } from './job.ts';

/** Writes the whole register to a workbook and reads it back with another library. */
export async function exportRegister({ first, plan }: Job): Promise<void> {
  const { page, words } = first;
  await visit(first, words.t('frame', 'assets'));
  const clear = fieldOf(page, words.t('assets', 'searchLabel'));
  await clear.fill('');
  await press(page, words.t('assets', 'export'));
  const dialog = page.getByRole('dialog');
  await press(dialog, /^(全部（|All \()/);
  await picture(first, '23-export');
  const download = await downloaded(page, () => press(dialog, words.t('export', 'go')));
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  await dialog.getByTestId('export-result').waitFor();
  await press(dialog.locator('.ant-modal-footer'), words.t('common', 'close'));
  const rows = (await readWorkbook(download))[words.label(entity.plural)] ?? [];
  expect(rows).toHaveLength(8);
  const { fields } = entity;
  const tag = words.label(fields.tag.label);
  const cell = (wanted: string, key: keyof typeof fields) =>
    rows.find((row) => row[tag] === wanted)?.[words.label(fields[key].label)];
  const { tags, names } = plan;
  expect(cell(tags.coreSwitch, 'name')).toBe(names.coreSwitch);
  expect(cell(tags.coreSwitch, 'user')).toBe(plan.technician);
  expect(cell(tags.coreSwitch, 'location')).toContain(plan.serverRoom);
  expect(cell(tags.database, 'cost')).toBe(52300.5);
  expect(cell(tags.database, 'warrantyEnd')).toEqual(new Date('2028-05-31'));
  expect(cell(tags.mail, 'status')).toBe(words.label(statuses.disposed.label));
  expect(cell(tags.oddity, 'category')).toBe(plan.unknownClass);
  const other = builtinClasses.find((each) => each.key === 'otherEquipment');
  expect(cell(tags.oddity, 'class')).toBe(other && words.label(other.label));
  expect(rows.some((row) => row[tag] === tags.misdated)).toBe(false);
}
