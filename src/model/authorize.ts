import { mayPassAs } from './lifecycle.ts';
import type { RoleKey } from './roles.ts';
import type { EntityKey, Value } from './types.ts';

/** What authorisation looks at: who asks, and the change. The same function runs in interface, client and server. */
export interface AuthorizeInput {
  readonly role: RoleKey;
  /** The department of the person who asks, as UUID; decides for coordinators. */
  readonly department: string | null;
  /** The person who asks, as UUID. */
  readonly person: string;
  readonly entity: EntityKey;
  readonly operation: 'create' | 'update' | 'delete';
  readonly patch: Readonly<Record<string, Value>>;
  /** The record before the change; null for a create or when it is unknown here. */
  readonly record: Readonly<Record<string, Value>> | null;
}

export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly code: Denial };
export type Denial = 'ROLE_FORBIDS' | 'OTHER_DEPARTMENT' | 'OWN_REQUEST' | 'FIELD_FORBIDDEN';

const yes: Verdict = { allowed: true };
const no = (code: Denial): Verdict => ({ allowed: false, code });

const register: readonly EntityKey[] = [
  'asset',
  'relation',
  'location',
  'department',
  'organisation',
  'productModel',
  'contract',
  'licence',
  'attachment',
  'handover',
];
/** What everybody keeps for himself; an asset manager keeps order among them. */
const personal: readonly EntityKey[] = ['savedView', 'graphView', 'importProfile', 'exportDefinition'];
const ledger: readonly EntityKey[] = ['reconciliation', 'ledgerCards', 'ledgerMatch'];
const counting: readonly EntityKey[] = ['count'];
const auditing: readonly EntityKey[] = ['configurationAudit', 'auditItem', 'nonconformity'];
const retiring: readonly EntityKey[] = ['retirement', 'retirementItem', 'medium', 'impactEvidence'];
const financeFields = new Set([
  'ledgerNo',
  'cost',
  'tax',
  'currency',
  'bookingDate',
  'usefulLife',
  'salvageRate',
  'depreciationMethod',
  'invoiceNo',
  'kind',
  'gbCode',
]);

/**
 * May this person make this change?
 * Nobody may approve a retirement that he asked for himself, whatever the role.
 */
export function authorize(input: AuthorizeInput): Verdict {
  const { role, entity, patch, record } = input;
  const requester = record?.requester ?? patch.requester;
  if (entity === 'retirement' && patch.state === 'approved' && requester === input.person)
    return no('OWN_REQUEST');
  // A baseline that is made approved from the start has its maker in the patch.
  const maker = record?.madeBy ?? patch.madeBy;
  if (entity === 'baseline' && patch.state === 'approved' && maker === input.person) return no('OWN_REQUEST');
  if (entity === 'baseline' && record?.madeBy && 'madeBy' in patch) return no('ROLE_FORBIDS');
  // What was approved stays what it was; a new baseline supersedes it.
  if (entity === 'baseline' && input.operation === 'update' && isDecided(record?.state))
    if (Object.keys(patch).some((field) => fixedByApproval.has(field))) return no('ROLE_FORBIDS');
  // Else one could put somebody else's name on one's own request and then approve it.
  if (entity === 'retirement' && record?.requester && 'requester' in patch) return no('ROLE_FORBIDS');
  // Evidence says what was known then; nobody puts it right afterwards.
  if (entity === 'impactEvidence' && input.operation === 'update') return no('ROLE_FORBIDS');
  if (role === 'administrator') return yes;
  if (entity === 'person' && 'role' in patch && input.operation !== 'create') return no('ROLE_FORBIDS');
  if (entity === 'person' && patch.role !== undefined && patch.role !== null && patch.role !== 'viewer')
    return no('ROLE_FORBIDS');
  if (entity === 'person' && holdsRole(record) && (input.operation === 'delete' || 'active' in patch))
    return no('ROLE_FORBIDS');
  if (personal.includes(entity))
    return role === 'assetManager' || !record?.owner || record.owner === input.person
      ? yes
      : no('ROLE_FORBIDS');
  if (entity === 'asset' && input.operation === 'update' && 'status' in patch && record !== null) {
    if (!mayPassAs(role, text(record.status), text(patch.status))) return no('ROLE_FORBIDS');
  }
  if (entity === 'baseline') return baselining(input) ? yes : no('ROLE_FORBIDS');
  if (entity === 'changeReference') return referring(input) ? yes : no('ROLE_FORBIDS');
  if (auditing.includes(entity)) return audits(input) ? yes : no('ROLE_FORBIDS');
  switch (role) {
    case 'assetManager':
      return yes;
    case 'coordinator':
      return coordinator(input);
    case 'technician':
      return technician(input);
    case 'approver':
      return approver(input);
    case 'finance':
      if (ledger.includes(entity)) return yes;
      return entity === 'asset' &&
        input.operation === 'update' &&
        // Filling a field in takes it out of the list of what is still to complete.
        Object.keys(patch).every((f) => financeFields.has(f) || f === 'incomplete')
        ? yes
        : no('ROLE_FORBIDS');
    case 'auditor':
      return counting.includes(entity) && (input.operation === 'create' || record?.counter === input.person)
        ? yes
        : no('ROLE_FORBIDS');
    case 'viewer':
      return no('ROLE_FORBIDS');
  }
}

const text = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null);

/** Removing somebody, or letting him act no more, takes his role away. */
const holdsRole = (person: Readonly<Record<string, Value>> | null): boolean =>
  person?.role !== undefined && person.role !== null && person.role !== 'viewer';

/** Granting or refusing a retirement is for those who answer for the register. */
const decides = (patch: Readonly<Record<string, Value>>): boolean =>
  patch.state === 'approved' || patch.state === 'rejected';

const isDecided = (state: Value | undefined): boolean => state === 'approved' || state === 'superseded';

/** What an approval of a baseline is about. */
const fixedByApproval = new Set(['name', 'filter', 'roots', 'hops', 'at', 'seen', 'items', 'replaces']);

/** Who knows the configuration fixes it; who answers for it approves, which makes the one before superseded. */
function baselining({ role, operation, patch, record }: AuthorizeInput): boolean {
  if (role === 'approver') return true;
  if (role !== 'assetManager' && role !== 'technician' && role !== 'auditor') return false;
  if (isDecided(patch.state)) return false;
  return operation === 'create' || !isDecided(record?.state);
}

/** Whoever may change something may say by which change; looking at those without one is for those who answer for it. */
function referring({ role, operation, patch, record, person }: AuthorizeInput): boolean {
  if (role === 'viewer') return false;
  if (operation !== 'create') return role === 'assetManager' || record?.by === person;
  if (patch.kind === 'acknowledgement')
    return role === 'assetManager' || role === 'approver' || role === 'auditor';
  return role !== 'auditor';
}

/** Findings are the auditor's; who has to mend something says what he did, but does not close it himself. */
function audits({ role, entity, operation, patch, record, person }: AuthorizeInput): boolean {
  if (role === 'auditor' || role === 'assetManager') return true;
  const own = entity === 'nonconformity' && operation === 'update' && record?.owner === person;
  return own && Object.keys(patch).every((field) => field === 'action' || field === 'evidence');
}

function coordinator(input: AuthorizeInput): Verdict {
  const { entity, operation, record, patch } = input;
  if (counting.includes(entity) || entity === 'handover') return yes;
  if (retiring.includes(entity) && operation !== 'delete') return decides(patch) ? no('ROLE_FORBIDS') : yes;
  if (entity !== 'asset') return no('ROLE_FORBIDS');
  const own = (values: Readonly<Record<string, Value>> | null) =>
    input.department !== null && values?.department === input.department;
  if (operation === 'create') return own(patch) ? yes : no('OTHER_DEPARTMENT');
  return own(record) ? yes : no('OTHER_DEPARTMENT');
}

function technician(input: AuthorizeInput): Verdict {
  const { entity, operation, patch } = input;
  if (counting.includes(entity)) return yes;
  if (retiring.includes(entity)) return decides(patch) ? no('ROLE_FORBIDS') : yes;
  if (operation === 'delete' && entity !== 'relation') return no('ROLE_FORBIDS');
  if (entity === 'asset' && Object.keys(patch).some((f) => financeFields.has(f)) && operation === 'update')
    return no('FIELD_FORBIDDEN');
  return register.includes(entity) ? yes : no('ROLE_FORBIDS');
}

function approver(input: AuthorizeInput): Verdict {
  const { entity, operation, patch } = input;
  if (entity === 'retirement' && operation === 'update') return yes;
  // Approving moves the assets of the request to retired, refusing moves them back.
  if (entity === 'asset' && operation === 'update' && Object.keys(patch).every((f) => f === 'status'))
    return yes;
  return no('ROLE_FORBIDS');
}
