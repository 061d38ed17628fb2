import type { Browser } from 'playwright-core';
import type { Language } from '../../../src/model/types.ts';
import { type OpenPage, openPage, screenshot } from '../support/browser.ts';
import type { Screen } from '../support/screen.ts';
import { type ShellProcess, startShell } from '../support/shell-process.ts';
import { wordsOf } from '../support/words.ts';
import { type Scenario, scenarioOf } from './scenario.ts';

/** One register on one machine: its process, and the page that a person has before him. */
export interface Client extends Screen {
  readonly shell: ShellProcess;
  readonly opened: OpenPage;
}

/** The whole job in one language, as far as it has come. */
export interface Job {
  readonly browser: Browser;
  readonly language: Language;
  readonly plan: Scenario;
  /** Where everything but the second client happens. */
  readonly first: Client;
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
  openClient(): Promise<Client>;
  /** What any page complained about so far: errors and breaches of the content policy. */
  complaints(): string[];
  end(): Promise<void>;
}

export async function startJob(browser: Browser, language: Language): Promise<Job> {
  const clients: Client[] = [];
  const openClient = async (): Promise<Client> => {
    const shell = await startShell();
    const opened = await openPage(browser, shell.link, language);
    opened.page.setDefaultTimeout(15_000);
    const client = { shell, opened, page: opened.page, words: wordsOf(language) };
    clients.push(client);
    return client;
  };
  const complaints = (): string[] => clients.flatMap(({ opened }) => opened.complaints);
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const began = Date.now();
    try {
      const made = await work();
      if (process.env.HOLDFAST_ALBUM) process.stdout.write(`${language} ${Date.now() - began} ms  ${name}\n`);
      return made;
    } catch (error) {
      const names = clients.map((_, i) => `${language}-failed-${i + 1}`);
      await Promise.all(clients.map(({ page }, i) => screenshot(page, names[i] as string)));
      const said = complaints().map((each) => `\n  the page said: ${each}`);
      throw new Error(`${name} (${names.join(', ')}): ${(error as Error).message}${said.join('')}`, {
        cause: error,
      });
    }
  };
  return {
    browser,
    language,
    plan: scenarioOf(language),
    first: await openClient(),
    step,
    openClient,
    complaints,
    end: async () => {
      for (const { opened, shell } of clients) {
        await opened.close();
        await shell.stop();
      }
    },
  };
}
