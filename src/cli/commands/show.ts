import type { Command } from 'commander';
import { tabbed } from '../output.ts';
import { type Cli, reading, type Session } from '../session.ts';
import { iso, labelled, plain, plainValue } from '../shape.ts';

/** `show` and `history`: what can be asked about one asset. */
export function addShow(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  program
    .command('show <tag>')
    .description(out.say('一项资产的全部内容', 'Everything about one asset'))
    .action((tag: string, _: unknown, command: Command) => reading(cli(command), (s) => show(s, tag)));
  program
    .command('history <tag>')
    .description(out.say('一项资产的变更记录，新的在前', 'Change log of one asset, newest first'))
    .action((tag: string, _: unknown, command: Command) => reading(cli(command), (s) => history(s, tag)));
}

async function show({ client, core, out, language }: Session, tag: string): Promise<void> {
  const { catalogue } = core.reg;
  const record = await client.records.byTag({ tag });
  const neighbours = await client.relations.of({ asset: record.id });
  const files = await client.records.page({
    entity: 'attachment',
    filter: `record="${record.id}"`,
    offset: 0,
    limit: 1000,
  });
  const answer = {
    ...plain(catalogue, 'asset', record),
    relations: neighbours.map(({ type, direction, asset, sourcePort, targetPort }) => ({
      type,
      direction,
      tag: asset.tag,
      name: asset.name,
      sourcePort,
      targetPort,
    })),
    attachments: files.rows.map(({ values }) => ({
      name: values.name ?? null,
      mime: values.mime ?? null,
      size: values.size ?? null,
      sha256: values.sha256 ?? null,
    })),
  };
  await out.answer(answer, function* () {
    yield* labelled(catalogue, 'asset', answer, language);
    for (const one of answer.relations) {
      const type = catalogue.relationType(one.type);
      const words = (one.direction === 'out' ? type?.label : type?.inverse)?.[language] ?? one.type;
      const ports = [one.sourcePort, one.targetPort].filter(Boolean).join(' → ');
      yield `${words}: ${[one.tag, one.name, ports].filter(Boolean).join(' ')}`;
    }
    for (const file of answer.attachments) yield `${out.say('附件', 'attachment')}: ${file.name}`;
  });
}

async function history({ client, core, out }: Session, tag: string): Promise<void> {
  const record = await client.records.byTag({ tag });
  const entries = await client.records.history({ id: record.id });
  const { catalogue } = core.reg;
  const fields = { ...catalogue.attrFields, ...catalogue.fieldsOf('asset', record.values.class) };
  const lines = entries.flatMap((entry) => {
    const { actor, device, batch, kind } = entry;
    const head = { at: iso(entry.at), actor, device, batch, kind };
    const changes = entry.fields.map(({ field, from, to, fromLabel, toLabel }) => ({
      ...head,
      field,
      from: plainValue(fields[field], from, fromLabel),
      to: plainValue(fields[field], to, toLabel),
    }));
    if (entry.operation !== 'delete') return changes;
    return [...changes, { ...head, field: 'deleted', from: false, to: true }];
  });
  await out.answer(lines, function* () {
    for (const { at, actor, kind, field, from, to } of lines)
      yield tabbed([at, actor, kind, field, words(from), words(to)]);
  });
}

const words = (value: unknown) =>
  value !== null && typeof value === 'object' ? JSON.stringify(value) : value;
