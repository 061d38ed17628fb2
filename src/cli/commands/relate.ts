import type { Command } from 'commander';
import { type Catalogue, HoldfastError } from '../../model/index.ts';
import { changeOf, withChange } from '../change-number.ts';
import { type Cli, type Session, writing } from '../session.ts';

interface Attributes {
  sourcePort?: string;
  targetPort?: string;
  cable?: string;
  role?: string;
  since?: string;
  notes?: string;
  remove?: boolean;
  change?: string;
  reason?: string;
}

/** `relate` and `unrelate`. */
export function addRelate(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  const withPorts = (command: Command) =>
    withChange(command, out)
      .option('--source-port <port>', out.say('源端口', 'port at the source'))
      .option('--target-port <port>', out.say('目标端口', 'port at the target'));
  withPorts(program.command('relate <source> <type> <target>'))
    .description(
      out.say('建立关系，如 relate APP-1 dependsOn DB-1', 'Relate two assets: relate APP-1 dependsOn DB-1'),
    )
    .option('--cable <text>', out.say('线缆', 'cable'))
    .option('--role <text>', out.say('角色', 'role'))
    .option('--since <date>', out.say('起始日期', 'since'))
    .option('--notes <text>', out.say('备注', 'notes'))
    .option('--remove', out.say('解除关系，同 unrelate', 'remove the relation, as unrelate does'))
    .action((source: string, type: string, target: string, options: Attributes, command: Command) =>
      writing(cli(command), (session) =>
        options.remove
          ? unrelate(session, source, type, target, options)
          : relate(session, source, type, target, options),
      ),
    );
  withPorts(program.command('unrelate <source> <type> <target>'))
    .description(out.say('解除关系', 'Remove a relation'))
    .action((source: string, type: string, target: string, options: Attributes, command: Command) =>
      writing(cli(command), (session) => unrelate(session, source, type, target, options)),
    );
}

async function endsOf({ client, core }: Session, from: string, typed: string, to: string) {
  const { type, inverse } = relationNamed(core.reg.catalogue, typed);
  const [sourceTag, targetTag] = inverse ? [to, from] : [from, to];
  const source = (await client.records.byTag({ tag: sourceTag })).id;
  const target = (await client.records.byTag({ tag: targetTag })).id;
  return { type, sourceTag, targetTag, source, target };
}

async function relate(
  session: Session,
  from: string,
  typed: string,
  to: string,
  { remove: _, ...attributes }: Attributes,
): Promise<void> {
  const { client, core, out } = session;
  const { source, target, type, sourceTag, targetTag } = await endsOf(session, from, typed, to);
  const said = Object.fromEntries(
    (['sourcePort', 'targetPort', 'cable', 'role', 'since', 'notes'] as const).flatMap((name) =>
      attributes[name] === undefined ? [] : [[name, attributes[name]]],
    ),
  );
  const saved = await client.relations.add({ source, type, target, ...said, ...changeOf(attributes) });
  await out.answer({ relation: saved.id, batch: saved.batch, removed: false }, () => [
    `${sourceTag} ${core.reg.catalogue.relationType(type)?.label[out.language]} ${targetTag}`,
  ]);
}

async function unrelate(
  session: Session,
  from: string,
  typed: string,
  to: string,
  { sourcePort, targetPort, ...options }: Attributes,
): Promise<void> {
  const { client, out } = session;
  const { source, target, type, sourceTag, targetTag } = await endsOf(session, from, typed, to);
  const around = await client.relations.of({ asset: source });
  const found = around.find(
    (n) =>
      n.type === type &&
      n.direction === 'out' &&
      n.asset.id === target &&
      (sourcePort === undefined || n.sourcePort === sourcePort) &&
      (targetPort === undefined || n.targetPort === targetPort),
  );
  if (!found) throw new HoldfastError('RELATION_NOT_FOUND', { source: sourceTag, target: targetTag });
  const removed = await client.relations.remove({ relation: found.relation, ...changeOf(options) });
  await out.answer({ relation: removed.id, batch: removed.batch, removed: true }, () => [
    out.say('已解除关系', 'relation removed'),
  ]);
}

/**
 * A relation type by its key or label, or by its inverse: `hosts` is `runsOn` the other way round.
 * @throws HoldfastError RELATION_TYPE_UNKNOWN
 */
function relationNamed(catalogue: Catalogue, text: string): { type: string; inverse: boolean } {
  const word = text.trim().toLowerCase();
  const types = Object.entries(catalogue.relationTypes);
  for (const [type, def] of types) {
    if ([type, def.label.zh, def.label.en].some((name) => name.toLowerCase() === word))
      return { type, inverse: false };
  }
  for (const [type, def] of types) {
    if ([def.inverse.zh, def.inverse.en].some((name) => name.toLowerCase() === word))
      return { type, inverse: true };
  }
  const known = types.map(([type]) => type).join(', ');
  throw new HoldfastError('RELATION_TYPE_UNKNOWN', { type: text, known });
}
