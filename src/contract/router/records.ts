import { type ChangeNumber, referenceDraft } from '../../core/baseline/change-reference.ts';
import { commit, type Draft } from '../../core/log/commit.ts';
import { historyOf } from '../../core/log/history.ts';
import { bulkUpdate } from '../../core/register/bulk.ts';
import { deviceName, labelOf, labelOfId } from '../../core/register/labels.ts';
import { isQuick, isWorthDeepSearch, type ListQuery, pageRids } from '../../core/register/list.ts';
import { assetByTag, getRecord, rowsByRid } from '../../core/register/rows.ts';
import { isSmall, lookup, searchEverything } from '../../core/register/search.ts';
import { nextTag } from '../../core/register/tags.ts';
import { totalsOf } from '../../core/register/totals.ts';
import { declaredFields } from '../../core/store/codec.ts';
import { type EntityKey, entityOf, HoldfastError } from '../../model/index.ts';
import type { HistoryEntry } from '../api/records.ts';
import type { Core } from '../host.ts';
import { os } from './base.ts';

export const recordsRouter = os.records.router({
  page: os.records.page.handler(async ({ context, input, signal }) => {
    const { reg, pool } = context.core;
    const { offset, limit, ...query } = input;
    const window = { offset, limit };
    const slow = (asked: ListQuery) => pool.run('page', { query: asked, window }, signal ? { signal } : {});
    let rids = isQuick(reg, query) ? pageRids(reg, query, window) : await slow(query);
    if (rids.length === 0 && offset === 0 && isWorthDeepSearch(reg, query))
      rids = await slow({ ...query, deep: true });
    return { rows: rowsByRid(reg, input.entity, rids) as never };
  }),
  totals: os.records.totals.handler(async ({ context, input, signal }) => {
    const { reg, pool } = context.core;
    const totals = isSmall(reg, input.entity)
      ? totalsOf(reg, input)
      : await pool.run('totals', input, signal ? { signal } : {});
    return { count: totals.count, cost: [...totals.cost] };
  }),
  get: os.records.get.handler(({ context, input }) => {
    const { reg } = context.core;
    return getRecord(reg, input.entity, input.id) as never;
  }),
  byTag: os.records.byTag.handler(({ context, input }) => {
    const { reg } = context.core;
    return getRecord(reg, 'asset', assetByTag(reg, input.tag)) as never;
  }),
  create: os.records.create.handler(({ context, input }) => {
    refuseInternal(input.entity);
    refuseReadonly(input.entity, input.patch);
    return save(context.core, { op: 'create', entity: input.entity, patch: input.patch as never });
  }),
  update: os.records.update.handler(({ context, input }) => {
    refuseInternal(input.entity);
    refuseReadonly(input.entity, input.patch);
    return save(
      context.core,
      {
        op: 'update',
        entity: input.entity,
        id: input.id,
        patch: input.patch as never,
        base: input.base,
      },
      input.change,
    );
  }),
  remove: os.records.remove.handler(({ context, input }) => {
    refuseInternal(input.entity);
    const draft = { op: 'delete', entity: input.entity, id: input.id, base: input.base } as const;
    return save(context.core, draft, input.change);
  }),
  bulkUpdate: os.records.bulkUpdate.handler(async ({ context, input }) => {
    refuseInternal(input.entity);
    refuseReadonly(input.entity, input.patch);
    const { reg } = context.core;
    return (await bulkUpdate(
      reg,
      context.core.actor(),
      input.entity,
      input.ids,
      input.patch as never,
      input.change ? [referenceDraft(input.change, context.core.actor(), null)] : [],
    )) as never;
  }),
  history: os.records.history.handler(({ context, input }) => history(context.core, input.id)),
  lookup: os.records.lookup.handler(({ context, input }) => {
    const { reg } = context.core;
    return lookup(reg, input.entity, input.text, input.limit).map((rid) => ({
      id: reg.keys.uuid(rid),
      label: labelOf(reg, input.entity, rid),
      hint: hintOf(context.core, input.entity, rid),
    }));
  }),
  search: os.records.search.handler(({ context, input }) => {
    const { reg } = context.core;
    return searchEverything(reg, input.text, input.limit).map(({ entity, rid }) => ({
      entity,
      id: reg.keys.uuid(rid),
      label: labelOf(reg, entity, rid),
      hint: hintOf(context.core, entity, rid),
    }));
  }),
  nextTag: os.records.nextTag.handler(({ context, input }) => ({
    tag: nextTag(context.core.reg, input.class),
  })),
});

/** Views are the person's own business; other working records are changed by their procedures only. */
function refuseInternal(entity: EntityKey): void {
  if (entityOf(entity).internal && entity !== 'savedView' && entity !== 'graphView')
    throw new HoldfastError('ENTITY_UNKNOWN', { entity });
  if (entity === 'stocktake' || entity === 'retirement')
    throw new HoldfastError('ENTITY_UNKNOWN', { entity });
}

function refuseReadonly(entity: EntityKey, patch: Record<string, unknown>): void {
  const field = Object.keys(patch).find((name) => declaredFields(entity)[name]?.readonly);
  if (field) throw new HoldfastError('FIELD_READONLY', { field });
}

function save(core: Core, draft: Draft, change?: ChangeNumber): { id: string; batch: string } {
  const label =
    draft.op === 'create'
      ? nameIn(draft.entity, draft.patch)
      : (labelOfId(core.reg, draft.entity, draft.id) ?? '');
  const actor = core.actor();
  const about = draft.entity === 'asset' && draft.op === 'update' ? draft.id : null;
  const drafts = change ? [draft, referenceDraft(change, actor, about)] : [draft];
  const done = commit(core.reg, { actor, kind: 'edit', label }, drafts);
  return { id: done.records[0] as string, batch: done.batch };
}

/** What a record that is not there yet will be called. */
function nameIn(entity: EntityKey, patch: Readonly<Record<string, unknown>>): string {
  const { code, title } = entityOf(entity);
  return [code === undefined ? null : patch[code], patch[title]]
    .filter((part) => typeof part === 'string')
    .join(' ');
}

function hintOf(core: Core, entity: EntityKey, rid: number): string {
  const { reg } = core;
  if (entity === 'asset') {
    const row = reg.sql('SELECT serial, location FROM asset WHERE rid = ?').get(rid) as {
      serial: string | null;
      location: number | null;
    };
    return [row.serial, row.location === null ? null : labelOf(reg, 'location', row.location)]
      .filter(Boolean)
      .join(' · ');
  }
  if (entity === 'person') {
    const row = reg.sql('SELECT number, department FROM person WHERE rid = ?').get(rid) as {
      number: string | null;
      department: number | null;
    };
    return [row.number, row.department === null ? null : labelOf(reg, 'department', row.department)]
      .filter(Boolean)
      .join(' · ');
  }
  return '';
}

function history(core: Core, id: string): HistoryEntry[] {
  const { reg } = core;
  const rid = reg.keys.findRid(id);
  if (rid === null) throw new HoldfastError('RECORD_NOT_FOUND', { id });
  const fields = declaredFields(reg.keys.entityOf(rid) ?? '');
  return historyOf(reg, rid).map((line) => ({
    change: line.entry.id,
    at: line.entry.ms,
    actor: labelOf(reg, 'person', line.entry.actor),
    device: deviceName(reg, line.entry.device),
    batch: line.batch.id,
    kind: line.batch.kind,
    label: line.batch.label,
    state: line.entry.state,
    operation: line.operation,
    fields: line.fields.map((f) => ({
      field: f.field,
      from: f.from as never,
      to: f.to as never,
      fromLabel: labelOfId(reg, fields[f.field]?.target, f.from),
      toLabel: labelOfId(reg, fields[f.field]?.target, f.to),
    })),
  }));
}
