import { expect } from 'vitest';
import {
  disposals,
  mediumKinds,
  mediumResults,
  retirementReasons,
  retirementStates,
  sanitisations,
} from '../../../src/model/choices.ts';
import { medium } from '../../../src/model/entities/work.ts';
import { describeError } from '../../../src/model/errors.ts';
import { statuses } from '../../../src/model/lifecycle.ts';
import { choose, fieldOf, picture, press, type, typeDate, visit } from '../support/screen.ts';
import { findAsset } from './assets.ts';
import type { Client, Job } from './job.ts';
import { switchTo } from './start.ts';

const state = ({ page, words }: Client, key: keyof typeof retirementStates) =>
  page.locator('.page-header').getByText(words.label(retirementStates[key].label), { exact: true });

/** Asks for the retirement of the mail server, which the requester can't approve himself. */
export async function requestRetirement({ first, plan }: Job): Promise<void> {
  const { page, words } = first;
  const opened = await findAsset(first, plan.tags.mail, plan.tags.mail);
  await press(opened, words.t('assets', 'retire'));
  const form = page.getByRole('dialog');
  await form.getByText(plan.tags.mail, { exact: true }).waitFor();
  await form.getByText(words.t('retirement', 'impactNone')).waitFor();
  const reason = fieldOf(form, words.t('retirement', 'requestReason'));
  await choose(first, reason, words.label(retirementReasons.endOfLife.label));
  await picture(first, '18-request');
  await press(form, words.t('retirement', 'requestSubmit', { count: 1 }));
  const approve = page.getByRole('button', { name: words.t('retirement', 'approve'), exact: true });
  await approve.waitFor();
  expect(await approve.isDisabled()).toBe(true);
  const why = describeError('OWN_REQUEST', {}, words.language);
  const notNow = { action: words.t('retirement', 'approve'), reason: why };
  await page.getByText(words.t('retirement', 'notNow', notNow)).waitFor();
  await picture(first, '19-requested');
}

/** Another person approves. */
export async function approve(job: Job): Promise<void> {
  const { first, plan } = job;
  const { page, words } = first;
  await switchTo(job, plan.approver);
  await press(page, words.t('retirement', 'approve'));
  const dialog = page.getByRole('dialog');
  await type(dialog, words.t('retirement', 'decisionNote'), 'OK');
  await press(dialog, words.t('retirement', 'approve'));
  await dialog.waitFor({ state: 'hidden' });
  await state(first, 'approved').waitFor();
  await switchTo(job, plan.starter);
}

/** Records the disk with who erased it and who looked, and only then may the server go. */
export async function eraseAndDispose({ first, plan }: Job): Promise<void> {
  const { page, words } = first;
  const dispose = page.getByRole('button', { name: words.t('retirement', 'disposeMissing', { count: 1 }) });
  expect(await dispose.isDisabled()).toBe(true);
  const { fields } = medium;
  const media = page.getByRole('grid', { name: words.t('retirement', 'mediaTitle', { count: 1 }) });
  await media.getByRole('row').filter({ hasText: plan.tags.mail }).click();
  const form = page.getByRole('dialog');
  const field = (key: keyof typeof fields) => fieldOf(form, words.label(fields[key].label));
  await field('serial').fill('DISK-4711');
  await choose(first, field('kind'), words.label(mediumKinds.hdd.label));
  await choose(first, field('method'), words.label(sanitisations.purge.label));
  await choose(first, field('operator'), plan.technician, plan.technician.slice(0, 3));
  await choose(first, field('verifier'), plan.technician, plan.technician.slice(0, 3));
  await form.getByText(words.t('retirement', 'mediaSamePerson')).first().waitFor();
  await choose(first, field('verifier'), plan.approver, plan.approver.slice(0, 3));
  await typeDate(field('date'), '2026-10-01');
  await choose(first, field('result'), words.label(mediumResults.passed.label));
  await picture(first, '20-medium');
  await press(form, words.t('common', 'save'));
  await page.getByText(words.t('retirement', 'mediaProven')).first().waitFor();
  await picture(first, '21-proven');
  await press(page, words.t('retirement', 'dispose'));
  const dialog = page.getByRole('dialog').filter({ hasText: words.t('retirement', 'disposeHow') });
  await choose(
    first,
    fieldOf(dialog, words.t('retirement', 'disposeHow')),
    words.label(disposals.recycled.label),
  );
  await press(dialog, words.t('retirement', 'dispose'));
  await state(first, 'disposed').waitFor();
  await picture(first, '22-disposed');
  const opened = await findAsset(first, plan.tags.mail, plan.tags.mail);
  await opened.getByText(words.label(statuses.disposed.label), { exact: true }).first().waitFor();
  await visit(first, words.t('frame', 'retirements'));
}
