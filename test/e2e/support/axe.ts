import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

const program = path.resolve(import.meta.dirname, '../../../node_modules/axe-core/axe.min.js');

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

interface AxeWindow {
  axe: {
    run(
      context: unknown,
      options: { runOnly: readonly string[]; resultTypes: readonly string[] },
    ): Promise<{ violations: readonly Violation[] }>;
  };
}

/** What of a page's window tells what moves on it. */
interface MovingWindow {
  document: {
    getAnimations(): readonly {
      playState: string;
      effect: { getComputedTiming(): { iterations?: number } } | null;
    }[];
  };
}

/** The rules of WCAG 2.2 up to AA. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** Gives later documents of a page the checker, past the content policy, as an extension of the browser would. */
export async function carryAxe(page: Page): Promise<void> {
  await page.addInitScript({ content: readFileSync(program, 'utf8') });
}

/** Waits until nothing fades or slides any more; what turns for ever, such as a spinner, is not waited for. */
async function atRest(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const { document } = globalThis as unknown as MovingWindow;
    return document
      .getAnimations()
      .every(({ playState, effect }) => playState !== 'running' || endless(effect?.getComputedTiming()));

    function endless(timing: { iterations?: number } | undefined): boolean {
      return timing?.iterations === Infinity;
    }
  });
}

/** What keeps people from using the page as it stands now: serious and critical violations, one a line. */
export async function barriers(page: Page): Promise<string[]> {
  await atRest(page);
  const found = await page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as AxeWindow;
    const options = { runOnly: rules, resultTypes: ['violations'] };
    return (await axe.run({ exclude: ['.ant-message', '.ant-select-dropdown'] }, options)).violations;
  }, tags);
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => {
        const why = (failureSummary ?? '').split('\n').slice(1, 2).join(' ').trim();
        return `${id}: ${target.join(' ')}: ${why}`;
      }),
    );
}
