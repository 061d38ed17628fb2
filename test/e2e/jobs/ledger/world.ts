import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import type { Browser } from 'playwright-core';
import { openCore } from '../../../../src/contract/host.ts';
import { createClient } from '../../../../src/contract/router/index.ts';
import type { Language } from '../../../../src/model/types.ts';
import { coreOptions } from '../../../../src/shell/core-options.ts';
import { type OpenPage, openPage } from '../../support/browser.ts';
import type { Screen } from '../../support/screen.ts';
import { type ShellProcess, startShell } from '../../support/shell-process.ts';
import { wordsOf } from '../../support/words.ts';
import { type LedgerScenario, ledgerScenario } from './scenario.ts';

/** A register with things in it, and the page that a person has before him. */
export interface LedgerClient extends Screen {
  readonly plan: LedgerScenario;
  readonly opened: OpenPage;
  end(): Promise<void>;
}

export async function startLedgerClient(browser: Browser, language: Language): Promise<LedgerClient> {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-ledger-'));
  const plan = ledgerScenario(language);
  const dataFile = path.join(folder, 'register.holdfast');
  const home = path.join(folder, 'home');
  await fillRegister(dataFile, home, plan, language);
  const shell: ShellProcess = await startShell({ dataFile, home });
  const opened = await openPage(browser, shell.link, language);
  opened.page.setDefaultTimeout(15_000);
  return {
    plan,
    opened,
    page: opened.page,
    words: wordsOf(language),
    end: async () => {
      await opened.close();
      await shell.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What an office has in its register already, entered through the contract. */
async function fillRegister(
  file: string,
  configFolder: string,
  plan: LedgerScenario,
  language: Language,
): Promise<void> {
  const core = await openCore(coreOptions({ file, host: 'cli', quiet: true, language, configFolder }));
  try {
    const client = createClient(core);
    await client.app.start({ registerName: 'Ledger', personName: language === 'zh' ? '李娜' : 'Nora Lee' });
    const departments = new Map<string, string>();
    for (const name of plan.departments) {
      const { id } = await client.records.create({ entity: 'department', patch: { name } });
      departments.set(name, id);
    }
    for (const [tag, name, department, cost, inServiceDate, more = {}] of plan.assets) {
      const own = { class: 'server', status: 'inUse', kind: 'fixed', currency: 'CNY', ...more };
      const place = department === null ? {} : { department: departments.get(department) as string };
      const patch = { tag, name, cost, inServiceDate, ...place, ...own };
      await client.records.create({ entity: 'asset', patch });
    }
  } finally {
    await core.close();
  }
}

/** The list as a finance system hands it over, by a library that is not ours. */
export async function cardList(
  plan: LedgerScenario,
  rows: LedgerScenario['rows'],
  name: string,
): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(plan.title);
  sheet.addRow([plan.title]);
  sheet.mergeCells(1, 1, 1, plan.headers.length);
  sheet.addRow([...plan.headers]);
  for (const row of rows) sheet.addRow([...row]);
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { name, mimeType, buffer: Buffer.from(await book.xlsx.writeBuffer()) };
}
