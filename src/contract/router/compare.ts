import type { infer as Infer } from 'zod';
import { pinned, readBaseline } from '../../core/baseline/baselines.ts';
import type { CompareQuery } from '../../core/compare/comparison.ts';
import { firstMoment, type Moment } from '../../core/register/as-of/moment.ts';
import { dayIn, minuteIn } from '../../model/days.ts';
import type { Language } from '../../model/index.ts';
import type { ComparedMoment, CompareInput, compareSummary, DifferenceLine } from '../api/compare.ts';
import type { Core } from '../host.ts';
import { momentOf } from '../past/past.ts';
import { os, progressing } from './base.ts';

/** What the core gives is read-only; the contract's types are not. */
const free = <T>(value: unknown): T => value as T;

const texts = {
  title: { zh: '对比', en: 'Comparison' },
  drift: { zh: '基线偏差', en: 'Baseline drift' },
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  scope: { zh: '范围', en: 'Scope' },
  now: { zh: '现在', en: 'Now' },
} as const;

/** A baseline stands for its moment; where nothing else is said, for its scope too. */
export function queryOf(core: Core, { from, to, scope }: CompareInput): CompareQuery {
  const { reg } = core;
  const side = (moment: ComparedMoment): Moment =>
    moment.baseline ? pinned(reg, moment.baseline).moment : momentOf(moment);
  const baseline = from.baseline ?? to.baseline;
  const asked = scope ?? (baseline ? pinned(reg, baseline).scope : undefined);
  return { from: side(from), to: side(to), scope: asked };
}

function momentWords(core: Core, moment: ComparedMoment, language: Language): string {
  const zone = core.reg.meta('timeZone') ?? 'UTC';
  if (moment.baseline) {
    const { name, at } = readBaseline(core.reg, moment.baseline);
    return `${name} (${minuteIn(zone, at)})`;
  }
  const cursor = moment.cursor === undefined ? '' : ` #${moment.cursor}`;
  if (moment.at !== undefined) return minuteIn(zone, moment.at) + cursor;
  return cursor ? cursor.trim() : texts.now[language];
}

export const compareRouter = os.compare.router({
  first: os.compare.first.handler(({ context }) => ({ at: firstMoment(context.core.reg) })),
  summary: os.compare.summary.handler(({ context, input, signal, errors }) =>
    progressing(errors, signal, async (onProgress, cancel) => {
      const { core } = context;
      const query = queryOf(core, input);
      const made = await core.comparisons.ask({ ask: 'summary', query }, { signal: cancel, onProgress });
      return free<Infer<typeof compareSummary>>(made);
    }),
  ),
  lines: os.compare.lines.handler(async ({ context, input, signal }) => {
    const { core } = context;
    const { from, to, scope, ...wanted } = input;
    const query = queryOf(core, { from, to, scope });
    const options = signal ? { signal } : {};
    const page = await core.comparisons.ask({ ask: 'lines', query, wanted }, options);
    return { lines: free<DifferenceLine[]>(page.lines), total: page.total };
  }),
  states: os.compare.states.handler(async ({ context, input, signal }) => {
    const { core } = context;
    const { most, ...asked } = input;
    const query = queryOf(core, asked);
    const options = signal ? { signal } : {};
    const { states, truncated } = await core.comparisons.ask({ ask: 'states', query, most }, options);
    return { states: [...states], truncated };
  }),
  workbook: os.compare.workbook.handler(({ context, input, signal, errors }) =>
    progressing(errors, signal, async (onProgress, cancel) => {
      const { core } = context;
      const { language, drift, ...asked } = input;
      const query = queryOf(core, asked);
      const title = texts[drift ? 'drift' : 'title'][language];
      const zone = core.reg.meta('timeZone') ?? 'UTC';
      const name = `${title}-${dayIn(zone, core.reg.deps.now())}.xlsx`;
      const { id: file, path } = core.files.reserve(name);
      const head = [
        [texts.from[language], momentWords(core, input.from, language)],
        [texts.to[language], momentWords(core, input.to, language)],
        [texts.scope[language], query.scope?.filter ?? ''],
      ] as const;
      const { rows } = await core.comparisons.ask(
        { ask: 'workbook', query, path, language, title, head, drift },
        { signal: cancel, onProgress },
      );
      return { file, name, rows };
    }),
  ),
});
