import * as z from 'zod';
import { fieldValue, id, language, patch, procedure, progressOf, reading, row, timeless } from './common.ts';
import { madeFile } from './files.ts';
import { saved } from './records.ts';

const label = z.object({ zh: z.string(), en: z.string() });
const kind = z.enum([
  'required',
  'anyOf',
  'stale',
  'duplicate',
  'goneRelation',
  'warranty',
  'pattern',
  'condition',
]);
const severity = z.enum(['high', 'medium', 'low']);
const parameters = z.object({
  fields: z.array(z.string()).optional(),
  days: z.number().int().positive().optional(),
  by: z.enum(['any', 'counted']).optional(),
  field: z.string().optional(),
  pattern: z.string().optional(),
  filter: z.string().optional(),
});
/** Key of a rule that ships with Holdfast, or id of one's own. */
const ruleId = z.string().min(1).max(60);

export const qualityRule = z.object({
  id: ruleId,
  label,
  kind,
  scope: z.string(),
  parameters,
  severity,
  weight: z.number(),
  enabled: z.boolean(),
  shipped: z.boolean(),
  changed: z.boolean(),
});
export type QualityRuleInfo = z.infer<typeof qualityRule>;

export const qualityRulePatch = z.object({
  zh: z.string().max(100).optional(),
  en: z.string().max(100).optional(),
  kind: kind.optional(),
  scope: z.string().max(4000).optional(),
  parameters: parameters.optional(),
  severity: severity.optional(),
  weight: z.number().int().min(1).max(10).optional(),
  enabled: z.boolean().optional(),
});
export type QualityRulePatch = z.infer<typeof qualityRulePatch>;

const params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const line = z.object({ rule: z.string(), weight: z.number(), breaches: z.number(), things: z.number() });
const group = z.object({
  /** Key of a class, id of a department; null: without one. */
  key: z.string().nullable(),
  label: z.string(),
  things: z.number(),
  score: z.number(),
  lines: z.array(line),
});
export type QualityGroup = z.infer<typeof group>;

export const qualityOutcome = z.object({
  /** Log position that was looked at. */
  cursor: z.number(),
  at: z.number(),
  things: z.number(),
  /** 0 to 100: 100 x (1 - sum of weight x breaches / sum of weight x things). */
  score: z.number(),
  lines: z.array(line.extend({ error: z.object({ code: z.string(), params }).nullable() })),
  classes: z.array(group),
  departments: z.array(group),
});
export type QualityOutcome = z.infer<typeof qualityOutcome>;

const breachQuery = z.object({
  rule: ruleId,
  /** Only of this class itself, of this department; null: without one. */
  class: z.string().nullable().optional(),
  department: id.nullable().optional(),
  filter: z.string().max(4000).optional(),
  search: z.string().max(200).optional(),
});
export type BreachQuery = z.infer<typeof breachQuery>;

export const breachRow = row.extend({
  detail: z.object({
    missing: z.array(z.string()).optional(),
    others: z.array(z.string()).optional(),
    value: z.string().optional(),
    at: z.number().nullable().optional(),
  }),
});
export type BreachRow = z.infer<typeof breachRow>;

export const mostMended = 10_000;
const mend = z.object({ ids: z.array(id).min(1).max(mostMended), patch });
export const mendPreview = z.object({
  lines: z.array(
    z.object({
      id,
      label: z.string(),
      from: z.record(z.string(), fieldValue),
      fromLabels: z.record(z.string(), z.string()),
    }),
  ),
  changed: z.number(),
  unchanged: z.number(),
  refused: z.array(z.object({ id, label: z.string(), code: z.string(), params })),
});
export type MendPreview = z.infer<typeof mendPreview>;

const packKey = z.enum(['mlps', 'xinchuang']);

export const gradedReport = z.object({
  assets: z.number(),
  systems: z.array(
    z.object({
      system: z.string().nullable(),
      level: z.enum(['l1', 'l2', 'l3', 'l4', 'l5']).nullable(),
      /** How many levels its assets have; more than one is to be looked at. */
      levels: z.number(),
      filingNo: z.string().nullable(),
      assessed: z.string().nullable(),
      next: z.string().nullable(),
      overdue: z.boolean(),
      assets: z.number(),
      zones: z.record(z.string(), z.number()),
    }),
  ),
});
export type GradedReport = z.infer<typeof gradedReport>;

const replacementLine = z.object({
  class: z.string().nullable(),
  assets: z.number(),
  states: z.object({
    notNeeded: z.number(),
    notStarted: z.number(),
    planned: z.number(),
    underway: z.number(),
    replaced: z.number(),
    unknown: z.number(),
  }),
  /** Replaced of those that need it, 0 to 1. */
  done: z.number().nullable(),
  overdue: z.number(),
});
export type ReplacementLine = z.infer<typeof replacementLine>;
export const replacementReport = z.object({ lines: z.array(replacementLine), total: replacementLine });

export const qualityContract = {
  rules: timeless.output(z.array(qualityRule)),
  /** Makes a rule (`id` null) or changes one; a shipped one keeps its kind. */
  saveRule: procedure
    .input(z.object({ id: ruleId.nullable(), patch: qualityRulePatch }))
    .output(saved.extend({ id: ruleId })),
  /** Takes one's own rule away, or back what was changed of a shipped one. */
  removeRule: procedure.input(z.object({ id: ruleId })).output(z.object({ batch: id })),
  /** Checks all rules in force; at once where the register has not changed since. */
  check: procedure.output(progressOf(qualityOutcome)),
  /** What breaks a rule, by tag. */
  breaches: procedure
    .input(breachQuery.extend({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(1000) }))
    .output(z.object({ rows: z.array(breachRow), total: z.number() })),
  /** The ids of all of them, as many as can be mended at once. */
  breachIds: procedure.input(breachQuery).output(z.object({ ids: z.array(id), total: z.number() })),
  /** What setting these fields would do; mended is by records.bulkUpdate. */
  previewMend: procedure.input(mend).output(mendPreview),
  /** The field groups that ship with Holdfast. */
  packs: timeless.output(
    z.array(
      z.object({
        key: packKey,
        label,
        hint: label,
        on: z.boolean(),
        known: z.number(),
        fields: z.array(label),
      }),
    ),
  ),
  switchPack: procedure
    .input(z.object({ key: packKey, on: z.boolean() }))
    .output(z.object({ batch: id.nullable() })),
  graded: reading.output(gradedReport),
  replacement: reading.output(replacementReport),
  reportBook: timeless.input(z.object({ report: packKey, language })).output(madeFile),
};
