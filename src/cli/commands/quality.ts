import type { Command } from 'commander';
import { lastQuality } from '../../core/quality/held.ts';
import { HoldfastError } from '../../model/index.ts';
import { tabbed } from '../output.ts';
import { type Cli, reading, type Session } from '../session.ts';

interface QualityOptions {
  rule?: string;
  limit: string;
}

/** `quality`: the rules of data quality, how many assets break each, and which. */
export function addQuality(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  program
    .command('quality')
    .description(
      out.say('数据质量规则及不符合的资产', 'Rules of data quality and the assets that break them'),
    )
    .option('--rule <id>', out.say('只看这一条规则', 'this rule only'))
    .option('--limit <n>', out.say('每条规则最多列出几个编号', 'tags listed of each rule, at most'), '1000')
    .action((options: QualityOptions, command: Command) => reading(cli(command), (s) => quality(s, options)));
}

async function quality({ client, core, out, language }: Session, options: QualityOptions): Promise<void> {
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 0)
    throw new HoldfastError('COMMAND_INVALID', { reason: `--limit ${options.limit}` });
  const rules = (await client.quality.rules()).filter(
    (rule) => (options.rule === undefined && rule.enabled) || rule.id === options.rule,
  );
  if (options.rule !== undefined && rules.length === 0)
    throw new HoldfastError('RECORD_NOT_FOUND', { id: options.rule });
  for await (const _ of await client.quality.check()) {
    // Only its end counts: what breaks the rules is kept with the register.
  }
  const found = lastQuality(core.reg);
  const lines = new Map(found?.outcome.lines.map((line) => [line.rule, line]));
  const answer = rules.map((rule) => ({
    rule: rule.id,
    name: rule.label[language],
    kind: rule.kind,
    severity: rule.severity,
    weight: rule.weight,
    things: lines.get(rule.id)?.things ?? 0,
    count: lines.get(rule.id)?.breaches ?? 0,
    error: lines.get(rule.id)?.error?.code ?? null,
    tags: tagsOf(core.reg, found?.breaches.get(rule.id), limit),
  }));
  await out.answer(answer, function* () {
    for (const { rule, count, things, name, tags } of answer)
      yield tabbed([rule, `${count}/${things}`, name, tags.slice(0, 10).join(' ')]);
  });
}

function tagsOf(reg: Session['core']['reg'], rids: Int32Array | undefined, limit: number): string[] {
  if (!rids || rids.length === 0) return [];
  return reg
    .sql(
      `SELECT coalesce(a.tag, a.name, '') FROM json_each(?) n CROSS JOIN asset a ON a.rid = n.value
       ORDER BY a.tag_key LIMIT ?`,
    )
    .pluck()
    .all(JSON.stringify([...rids]), limit) as string[];
}
