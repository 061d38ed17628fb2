import {
  changeNonconformity,
  checkItem,
  closeAudit,
  closeNonconformity,
  createAudit,
  redraw,
} from '../../core/audit/audits.ts';
import { auditItems, listAudits, readAudit } from '../../core/audit/read.ts';
import { writeAudit } from '../../core/audit/workbook.ts';
import { dayIn } from '../../model/days.ts';
import type { AuditInfo } from '../api/audits.ts';
import { os } from './base.ts';

const titles = { zh: '配置审计', en: 'Configuration audit' } as const;

export const auditsRouter = os.audits.router({
  list: os.audits.list.handler(({ context }) => listAudits(context.core.reg) as AuditInfo[]),
  get: os.audits.get.handler(({ context, input }) => readAudit(context.core.reg, input.id) as AuditInfo),
  items: os.audits.items.handler(({ context, input }) => auditItems(context.core.reg, input.id)),
  create: os.audits.create.handler(({ context, input }) => {
    const { core } = context;
    return createAudit(core.reg, core.comparisons, core.actor(), input);
  }),
  check: os.audits.check.handler(({ context, input }) => {
    const { item, ...result } = input;
    return checkItem(context.core.reg, context.core.actor(), item, result);
  }),
  changeNonconformity: os.audits.changeNonconformity.handler(({ context, input }) => {
    const { id, ...patch } = input;
    return changeNonconformity(context.core.reg, context.core.actor(), id, patch);
  }),
  closeNonconformity: os.audits.closeNonconformity.handler(({ context, input }) =>
    closeNonconformity(context.core.reg, context.core.actor(), input.id, input.closed),
  ),
  close: os.audits.close.handler(({ context, input }) =>
    closeAudit(context.core.reg, context.core.actor(), input.id),
  ),
  redraw: os.audits.redraw.handler(async ({ context, input }) => {
    const { core } = context;
    const drawn = await redraw(core.reg, core.comparisons, input.id);
    const kept = auditItems(core.reg, input.id).map(({ asset }) => asset.id);
    const same = drawn.length === kept.length && drawn.every((id, i) => id === kept[i]);
    return { same, drawn: drawn.length };
  }),
  workbook: os.audits.workbook.handler(async ({ context, input }) => {
    const { reg, files } = context.core;
    const audit = readAudit(reg, input.id);
    const day = dayIn(reg.meta('timeZone') ?? 'UTC', reg.deps.now());
    const name = `${titles[input.language]}-${audit.name.replace(/[\\/:*?"<>|]+/g, ' ').trim()}-${day}.xlsx`;
    const { id: file, path } = files.reserve(name);
    const { rows } = await writeAudit(reg, input.id, path, input.language);
    return { file, name, rows };
  }),
});
