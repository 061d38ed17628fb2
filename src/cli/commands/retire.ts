import type { Command } from 'commander';
import type { Row } from '../../contract/api/common.ts';
import type { Medium, RetirementInfo } from '../../contract/api/work.ts';
import { builtinCatalogue, entityOf, type FieldDef, HoldfastError, type Value } from '../../model/index.ts';
import { assetIds, findReference } from '../find.ts';
import { tabbed } from '../output.ts';
import { type Cli, reading, type Session, writing } from '../session.ts';
import { plain } from '../shape.ts';

export function addRetire(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  const group = program
    .command('retire')
    .description(out.say('报废：retire 编号... 提出申请', 'Retirement: retire TAG... asks for it'));
  group
    .command('request <tags...>', { isDefault: true })
    .description(out.say('申请报废', 'Ask for the retirement of assets'))
    .option('--reason <reason>', 'endOfLife, broken, obsolete, lost, other', 'endOfLife')
    .option('--title <title>', out.say('标题', 'title'), '')
    .option('--explanation <text>', out.say('说明', 'explanation'), '')
    .action((tags: string[], options: Request, command: Command) =>
      writing(cli(command), async (s) =>
        answer(s, await s.client.retirements.request({ ...options, assets: await assetIds(s.client, tags) })),
      ),
    );
  group
    .command('list')
    .description(out.say('全部报废单', 'All retirements'))
    .option('--state <state>', 'requested, approved, rejected, disposed, withdrawn')
    .action((options: { state?: string }, command: Command) =>
      reading(cli(command), (s) => list(s, options)),
    );
  group
    .command('show <retirement>')
    .description(out.say('一张报废单', 'One retirement'))
    .action((id: string, _: unknown, command: Command) =>
      reading(cli(command), async (s) =>
        answer(s, await s.client.retirements.get({ id: await find(s, id) })),
      ),
    );
  group
    .command('approve <retirement>')
    .description(out.say('批准（不能是申请人）', 'Approve; not by the requester'))
    .option('--note <text>', out.say('意见', 'note'), '')
    .option('--approval-no <number>', out.say('外部审批单号', 'number of an approval given elsewhere'), '')
    .action((id: string, options: { note: string; approvalNo: string }, command: Command) =>
      writing(cli(command), async (s) =>
        answer(s, await s.client.retirements.approve({ id: await find(s, id), ...options })),
      ),
    );
  group
    .command('reject <retirement>')
    .description(out.say('不批准', 'Refuse'))
    .option('--note <text>', out.say('意见', 'note'), '')
    .action((id: string, options: { note: string }, command: Command) =>
      writing(cli(command), async (s) =>
        answer(s, await s.client.retirements.reject({ id: await find(s, id), ...options })),
      ),
    );
  group
    .command('withdraw <retirement>')
    .description(out.say('撤回申请', 'Withdraw the request'))
    .action((id: string, _: unknown, command: Command) =>
      writing(cli(command), async (s) =>
        answer(s, await s.client.retirements.withdraw({ id: await find(s, id) })),
      ),
    );
  group
    .command('medium <retirement> <tag> <assignments...>')
    .description(
      out.say(
        '登记存储介质的清除证据：serial= kind= method= operator= verifier= date= result=；已有介质用 --medium',
        'Record the sanitisation of a medium: serial= kind= method= operator= verifier= date= result=; an existing one by --medium',
      ),
    )
    .option('--medium <id>', out.say('已有介质的标识', 'id of a medium that is there'))
    .option('--new', out.say('另加一件介质', 'add another medium'))
    .action((id: string, tag: string, assignments: string[], options: Which, command: Command) =>
      writing(cli(command), (s) => medium(s, id, tag, assignments, options)),
    );
  group
    .command('dispose <retirement>')
    .description(out.say('处置，须所有介质均有证据', 'Dispose of it; every medium must have its proof'))
    .requiredOption('--disposal <way>', 'recycled, sold, donated, scrapped, returned')
    .option('--recipient <name>', out.say('接收方', 'who receives it'), '')
    .action((id: string, options: { disposal: string; recipient: string }, command: Command) =>
      writing(cli(command), async (s) =>
        answer(s, await s.client.retirements.dispose({ id: await find(s, id), ...options })),
      ),
    );
}

interface Request {
  reason: string;
  title: string;
  explanation: string;
}

/** @throws HoldfastError RETIREMENT_NOT_FOUND */
async function find({ client }: Session, wanted: string): Promise<string> {
  const all = await client.retirements.list({});
  const word = wanted.trim().toLowerCase();
  const found = all.find((one) => one.id === word || String(one.values.number ?? '').toLowerCase() === word);
  if (!found) throw new HoldfastError('RETIREMENT_NOT_FOUND');
  return found.id;
}

const head = (row: Row) => plain(builtinCatalogue, 'retirement', row);

async function list({ client, out }: Session, options: { state?: string }): Promise<void> {
  const all = await client.retirements.list(options.state === undefined ? {} : { state: options.state });
  const shapes = all.map((one) => {
    const { assetCount, mediaUnproven } = one;
    return { ...head(one), assetCount, mediaUnproven } as Record<string, unknown>;
  });
  await out.array(shapes, (one) =>
    tabbed([one.number, one.state, one.title, one.assetCount, one.mediaUnproven]),
  );
}

async function answer({ out }: Session, info: RetirementInfo): Promise<void> {
  const shape = {
    ...head(info),
    assets: info.assets.map(({ tag, name, status, dependents }) => ({
      tag,
      name,
      status,
      dependents: dependents.map((d) => d.tag || d.name),
    })),
    media: info.media.map((one) => ({
      ...plain(builtinCatalogue, 'medium', one),
      asset: one.assetTag,
      proven: one.proven,
    })),
    mediaUnproven: info.mediaUnproven,
  };
  await out.answer(shape, function* () {
    yield `${info.values.number ?? ''} ${info.values.title ?? ''} (${info.values.state ?? ''})  ${info.id}`;
    for (const one of shape.assets) yield `  ${one.tag} ${one.name} ${one.status ?? ''}`;
    for (const one of info.media)
      yield `  ${out.say('介质', 'medium')} ${one.assetTag} ${one.values.serial ?? '-'} ${one.proven ? '✓' : '✗'} ${one.id}`;
  });
}

interface Which {
  medium?: string;
  new?: boolean;
}

async function medium(
  session: Session,
  id: string,
  tag: string,
  assignments: readonly string[],
  options: Which,
): Promise<void> {
  const { client } = session;
  const retirement = await find(session, id);
  const values = await mediumValues(session, assignments);
  const info = await client.retirements.get({ id: retirement });
  const known = options.new ? undefined : chooseMedium(info.media, tag, options.medium);
  const asset = (await client.records.byTag({ tag })).id;
  const after = known
    ? await client.retirements.updateMedium({ medium: known, values })
    : await client.retirements.addMedium({ retirement, asset, values });
  await answer(session, after);
}

/** The medium named, or the only one of the asset. */
function chooseMedium(media: readonly Medium[], tag: string, id: string | undefined): string | undefined {
  if (id !== undefined) return id;
  const own = media.filter((one) => one.assetTag.toLowerCase() === tag.trim().toLowerCase());
  if (own.length > 1) throw new HoldfastError('NAME_AMBIGUOUS', { name: tag, count: own.length });
  return own[0]?.id;
}

async function mediumValues(
  session: Session,
  assignments: readonly string[],
): Promise<Record<string, string | null>> {
  const { fields } = entityOf('medium');
  const values: Record<string, string | null> = {};
  for (const text of assignments) {
    const at = text.indexOf('=');
    if (at < 1) throw new HoldfastError('ASSIGNMENT_INVALID', { text });
    const name = text.slice(0, at).trim();
    const field: FieldDef | undefined = fields[name];
    if (!field) throw new HoldfastError('FIELD_UNKNOWN', { field: name });
    values[name] = (await readValue(session, name, field, text.slice(at + 1).trim())) as string | null;
  }
  return values;
}

async function readValue(session: Session, name: string, field: FieldDef, text: string): Promise<Value> {
  if (text === '') return null;
  if (field.type === 'ref' && field.target) return findReference(session.client, field.target, name, text);
  if (field.choices && !Object.hasOwn(field.choices, text)) {
    const found = Object.entries(field.choices).find(([, c]) => c.label.zh === text || c.label.en === text);
    if (!found)
      throw new HoldfastError('VALUE_INVALID', {
        field: name,
        value: text,
        expected: Object.keys(field.choices).join(', '),
      });
    return found[0];
  }
  return text;
}
