import type { Command } from 'commander';
import { reasonSentence } from '../../model/impact-words.ts';
import { HoldfastError } from '../../model/index.ts';
import { assetIds } from '../find.ts';
import { tabbed } from '../output.ts';
import { type Cli, reading, type Session } from '../session.ts';

interface ImpactOptions {
  upstream?: boolean;
  singlePoints?: boolean;
  limit: string;
}

const most = 20_000;

/** `impact`: what fails with some assets, or what one hangs on. */
export function addImpact(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  program
    .command('impact <tag...>')
    .description(out.say('它们出故障或移走会影响什么', 'What is affected when they fail or are taken away'))
    .option('--upstream', out.say('反过来：它依赖什么', 'the other way: what it hangs on'))
    .option(
      '--single-points',
      out.say(
        '它的单点：独自失效就使它停用的资产',
        'its single points of failure: what alone brings it down',
      ),
    )
    .option('--limit <n>', out.say('最多几项，近的在先', 'at most so many, nearest first'), String(most))
    .action((tags: string[], options: ImpactOptions, command: Command) =>
      reading(cli(command), (s) =>
        options.upstream || options.singlePoints ? upstream(s, tags, options) : impact(s, tags, options),
      ),
    );
}

async function impact(session: Session, tags: readonly string[], options: ImpactOptions): Promise<void> {
  const { client, core, out, language } = session;
  const assets = await assetIds(client, tags);
  const found = await client.impact.analyse({ assets, limit: limitOf(options) });
  const items = found.items.map((item) => ({
    tag: item.tag,
    name: item.name,
    class: item.class,
    effect: item.effect,
    depth: item.depth,
    path: item.path.map((step) => step.tag || step.name),
    because: reasonSentence(item.path, language, core.reg.catalogue),
    custodian: item.custodian,
  }));
  await out.answer(items, function* () {
    for (const item of items)
      yield tabbed([item.depth, item.effect, item.tag, item.name, item.because, item.custodian]);
    if (found.truncated) yield out.say('还有更多，已到上限', 'there are more than the limit');
  });
}

async function upstream(session: Session, tags: readonly string[], options: ImpactOptions): Promise<void> {
  const { client, core, out, language } = session;
  if (tags.length > 1) throw new HoldfastError('COMMAND_INVALID', { reason: tags.slice(1).join(' ') });
  const [asset] = (await assetIds(client, tags)) as [string];
  const singles = options.singlePoints === true;
  const found = await client.impact.upstream({ asset, singles, limit: limitOf(options) });
  const items = found.items
    .filter(({ single }) => !singles || single === true)
    .map((item) => ({
      tag: item.tag,
      name: item.name,
      class: item.class,
      depth: item.depth,
      path: item.path.map((step) => step.tag || step.name),
      because: reasonSentence(item.path, language, core.reg.catalogue),
    }));
  await out.answer(items, function* () {
    for (const item of items) yield tabbed([item.depth, item.tag, item.name, item.because]);
    if (found.truncated || found.singles?.complete === false)
      yield out.say('还有更多，已到上限', 'there are more than the limit');
  });
}

function limitOf({ limit }: ImpactOptions): number {
  const number = Number(limit);
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new HoldfastError('COMMAND_INVALID', { reason: `--limit ${limit}` });
  return number;
}
