import { createHash } from 'node:crypto';
import {
  HoldfastError,
  type JsonObject,
  parseFilter,
  type QualityKind,
  type QualityParameters,
  type QualityRule,
  type QualitySeverity,
  qualityKinds,
  qualitySeverities,
  readParameters,
  shippedRule,
  shippedRules,
  type Value,
} from '../../model/index.ts';
import { commit, type Draft } from '../log/commit.ts';
import type { Register } from '../store/register.ts';
import { breachWhere, scopeWhere } from './conditions.ts';

interface RuleRow {
  readonly rid: number;
  readonly deleted: number;
  readonly key: string | null;
  readonly zh: string | null;
  readonly en: string | null;
  readonly kind: string | null;
  readonly scope: string | null;
  readonly parameters: string | null;
  readonly severity: string | null;
  readonly weight: number | null;
  readonly enabled: number | null;
}

/** A rule with where it comes from. */
export interface KeptRule extends QualityRule {
  /** Ships with Holdfast. */
  readonly shipped: boolean;
  /** Shipped, and changed here. */
  readonly changed: boolean;
}

const isKind = (kind: unknown): kind is QualityKind =>
  typeof kind === 'string' && Object.hasOwn(qualityKinds, kind);
const isSeverity = (severity: unknown): severity is QualitySeverity =>
  typeof severity === 'string' && Object.hasOwn(qualitySeverities, severity);

/** All rules: those that ship with Holdfast, with what was changed of them here, then the user's own. */
export function rulesOf(reg: Register): KeptRule[] {
  const rows = reg.sql('SELECT * FROM qualityRule WHERE deleted = 0 ORDER BY rid').all() as RuleRow[];
  const changes = new Map(rows.flatMap((row) => (row.key === null ? [] : [[row.key, row]])));
  return [
    ...shippedRules.map((rule): KeptRule => {
      const row = changes.get(rule.id);
      if (!row) return { ...rule, shipped: true, changed: false };
      return { ...over(rule, row), shipped: true, changed: true };
    }),
    ...rows.flatMap((row): KeptRule[] => {
      if (row.key !== null || !isKind(row.kind)) return [];
      return [{ ...over(blank(reg.keys.uuid(row.rid), row.kind), row), shipped: false, changed: false }];
    }),
  ];
}

const blank = (id: string, kind: QualityKind): QualityRule => ({
  id,
  label: { zh: '', en: '' },
  kind,
  scope: '',
  parameters: {},
  severity: 'medium',
  weight: 1,
  enabled: true,
});

function over(rule: QualityRule, row: RuleRow): QualityRule {
  const { severity, weight } = row;
  return {
    ...rule,
    label: {
      zh: row.zh ?? (rule.label.zh || row.en || ''),
      en: row.en ?? (rule.label.en || row.zh || ''),
    },
    scope: row.scope ?? rule.scope,
    parameters: row.parameters === null ? rule.parameters : readParameters(JSON.parse(row.parameters)),
    severity: isSeverity(severity) ? severity : rule.severity,
    weight: weight === null ? rule.weight : Math.min(10, Math.max(1, weight)),
    enabled: row.enabled === null ? rule.enabled : row.enabled === 1,
  };
}

/** What an editor sends; a rule that ships with Holdfast keeps its kind. */
export interface RulePatch {
  readonly zh?: string | undefined;
  readonly en?: string | undefined;
  readonly kind?: QualityKind | undefined;
  readonly scope?: string | undefined;
  readonly parameters?: QualityParameters | undefined;
  readonly severity?: QualitySeverity | undefined;
  readonly weight?: number | undefined;
  readonly enabled?: boolean | undefined;
}

/** The id of what is changed of a shipped rule: the same on every laptop, so that both changes meet in one record. */
function shippedId(key: string): string {
  const hash = createHash('sha256').update(`holdfast quality rule ${key}`).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/**
 * Makes a rule, or changes one.
 * @param id key of a shipped rule, id of one's own, or null for a new one
 * @throws HoldfastError RECORD_NOT_FOUND, FIELD_REQUIRED, FIELD_UNKNOWN, FILTER_SYNTAX, VALUE_INVALID, ROLE_FORBIDS
 */
export function saveRule(
  reg: Register,
  actor: string,
  id: string | null,
  input: RulePatch,
): { id: string; batch: string } {
  const now = id === null ? null : (rulesOf(reg).find((rule) => rule.id === id) ?? null);
  if (id !== null && now === null) throw new HoldfastError('RECORD_NOT_FOUND', { id });
  const patch = now?.shipped ? withoutKind(input) : { ...input };
  demand(reg, now, patch);
  const values = Object.fromEntries(
    Object.entries(patch).filter(([, value]) => value !== undefined),
  ) as Record<string, Value>;
  const shipped = shippedRule(id);
  const record = shipped ? shippedId(shipped.id) : (id ?? reg.newId());
  const label = input.zh || input.en || now?.label.zh || '';
  const draft = draftOf(reg, record, shipped?.id ?? null, values);
  const { batch } = commit(reg, { actor, kind: 'definition', label }, [draft]);
  return { id: shipped?.id ?? record, batch };
}

function withoutKind({ kind: _kind, ...rest }: RulePatch): RulePatch {
  return rest;
}

function draftOf(reg: Register, id: string, key: string | null, patch: Record<string, Value>): Draft {
  const rid = reg.keys.findRid(id);
  const row =
    rid === null
      ? undefined
      : (reg.sql('SELECT deleted FROM qualityRule WHERE rid = ?').get(rid) as
          | { deleted: number }
          | undefined);
  const values = { ...patch, ...(key === null ? {} : { key }) };
  if (!row) return { op: 'create', entity: 'qualityRule', id, patch: values };
  if (row.deleted === 1) return { op: 'restore', entity: 'qualityRule', id, patch: values };
  return { op: 'update', entity: 'qualityRule', id, patch };
}

/** Refuses what could never be checked, before it is written. */
function demand(reg: Register, now: KeptRule | null, patch: RulePatch): void {
  const kind = patch.kind ?? now?.kind;
  if (kind === undefined) throw new HoldfastError('FIELD_REQUIRED', { field: 'kind' });
  if (now === null && !patch.zh?.trim() && !patch.en?.trim())
    throw new HoldfastError('FIELD_REQUIRED', { field: 'zh' });
  const rule: QualityRule = {
    ...(now ?? blank('', kind)),
    kind,
    scope: patch.scope ?? now?.scope ?? '',
    parameters: patch.parameters ?? now?.parameters ?? {},
  };
  if (parseFilter(rule.scope).words.length > 0)
    throw new HoldfastError('FILTER_SYNTAX', {
      position: 1,
      near: rule.scope.slice(0, 20),
      reason: 'words without a field',
    });
  scopeWhere(reg, rule);
  breachWhere(reg, rule);
}

/**
 * Takes a rule of one's own away, or what was changed of a shipped one back.
 * @throws HoldfastError RECORD_NOT_FOUND, ROLE_FORBIDS
 */
export function removeRule(reg: Register, actor: string, id: string): { batch: string } {
  const rule = rulesOf(reg).find((each) => each.id === id);
  if (!rule || (rule.shipped && !rule.changed)) throw new HoldfastError('RECORD_NOT_FOUND', { id });
  const record = rule.shipped ? shippedId(id) : id;
  const { batch } = commit(reg, { actor, kind: 'definition', label: rule.label.zh }, [
    { op: 'delete', entity: 'qualityRule', id: record },
  ]);
  return { batch };
}

/** The same as long as the rules say the same. */
export const signatureOf = (rules: readonly QualityRule[]): string =>
  JSON.stringify(rules as unknown as JsonObject[]);
