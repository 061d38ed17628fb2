import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { LandscapeAccount, LandscapeObject } from '../../contract/api/index.ts';
import { recogniseLandscape } from '../../core/landscapes/recognise.ts';
import { describeError, HoldfastError } from '../../model/index.ts';
import { finish } from '../progress.ts';
import type { Session } from '../session.ts';

export interface LandscapeCommand {
  readonly dryRun?: boolean;
  readonly prefer?: 'register' | 'workbook';
}

/** Objects asked for at a time. */
const page = 5000;

/**
 * The files of a landscape at a path: the file itself where its content is that of NetBox, GLPI or iTop, or all JSON and XML
 * files of a folder. Null for anything else, such as a workbook.
 * @throws HoldfastError LANDSCAPE_NOT_FOUND for a folder without any, and for a .json or .xml file of something else
 */
export function landscapeFiles(path: string): string[] | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return null;
  if (!stat.isDirectory()) {
    if (recogniseLandscape(path)) return [path];
    // No workbook and no table ends like this: as one it would be refused for its columns.
    if (/\.(json|xml)$/i.test(path)) throw new HoldfastError('LANDSCAPE_NOT_FOUND', { file: basename(path) });
    return null;
  }
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(json|xml)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (files.length === 0) throw new HoldfastError('LANDSCAPE_NOT_FOUND', { file: basename(path) });
  return files;
}

/** Imports what NetBox, GLPI or iTop know; every object of the files is accounted for. */
export async function importLandscape(
  session: Session,
  paths: readonly string[],
  { dryRun, prefer }: LandscapeCommand,
): Promise<void> {
  const { client, signal } = session;
  const files: string[] = [];
  for (const path of paths) files.push((await client.files.open({ path })).file);
  const request = { files, prefer: prefer === 'register' ? ('register' as const) : ('source' as const) };
  const preview = await finish(client.landscapes.preview(request, { signal }));
  if (dryRun) {
    session.discardNew();
    await report(session, preview, null);
    return;
  }
  const result = await finish(client.landscapes.run({ plan: preview.plan }, { signal }));
  await report(session, result, result.batch);
}

async function report(session: Session, account: LandscapeAccount, batch: string | null): Promise<void> {
  const { out, language } = session;
  const left: LandscapeObject[] = [];
  for (;;) {
    const wanted = { plan: account.plan, outcome: 'notImported' as const, offset: left.length, limit: page };
    const { rows } = await session.client.landscapes.objects(wanted);
    left.push(...rows);
    if (rows.length < page) break;
  }
  const { objects, created, merged, unchanged } = account.total;
  const answer = {
    source: account.sources.join('+'),
    objects,
    created,
    merged,
    unchanged,
    notImported: left.map(({ kind, id, name, code, params }) => ({
      kind,
      id,
      name,
      code: code ?? '',
      message: describeError(code ?? '', params, language),
    })),
    relations: account.records.relation?.created ?? 0,
    kinds: account.kinds,
    records: account.records,
    missing: account.missing,
    batch,
  };
  await out.answer(answer, function* () {
    const lost = account.total.notImported;
    yield out.say(
      `${answer.source}：共 ${objects} 个对象，新增 ${created}，合并 ${merged}，未变 ${unchanged}，未导入 ${lost}；关系 ${answer.relations}`,
      `${answer.source}: ${objects} objects: ${created} created, ${merged} merged, ${unchanged} unchanged, ${lost} not imported; ${answer.relations} relations`,
    );
    for (const [kind, tally] of Object.entries(account.kinds))
      yield out.say(
        `  ${kind}：${tally.objects}（新增 ${tally.created}，合并 ${tally.merged}，未变 ${tally.unchanged}，未导入 ${tally.notImported}）`,
        `  ${kind}: ${tally.objects} (${tally.created} created, ${tally.merged} merged, ${tally.unchanged} unchanged, ${tally.notImported} not imported)`,
      );
    for (const { code, kind, count } of account.reasons) {
      const one = left.find((each) => each.code === code && each.kind === kind);
      yield `${code} ${kind} × ${count}: ${describeError(code, one?.params ?? {}, language)}`;
    }
    if (batch !== null)
      yield out.say(`批次 ${batch}（可用 undo 撤销）`, `batch ${batch} (undo takes it back)`);
  });
}
