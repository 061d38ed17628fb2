import type { LeaveCode } from '../description.ts';

/** Kinds of which only the name is kept, in the records that use it. */
const words = new Set([
  'dcim.devicerole',
  'dcim.platform',
  'dcim.rackrole',
  'dcim.racktype',
  'dcim.inventoryitemrole',
  'dcim.sitegroup',
  'circuits.circuittype',
  'circuits.provideraccount',
  'virtualization.clustertype',
  'virtualization.clustergroup',
  'tenancy.tenantgroup',
  'tenancy.contactgroup',
  'tenancy.contactrole',
  'ipam.role',
  'ipam.vlangroup',
  'ipam.rir',
]);

/** Computed by NetBox from what is imported. */
const derived = new Set(['dcim.cablepath', 'extras.cachedvalue', 'core.objecttype']);

const administration =
  /^(auth|sessions|admin|contenttypes|users|extras|core|account|django_rq|social_django|taggit)\./;
const addressPlan = new Set([
  'ipam.routetarget',
  'ipam.asn',
  'ipam.asnrange',
  'ipam.fhrpgroup',
  'ipam.fhrpgroupassignment',
]);

/**
 * Why nothing is kept of a kind; null for those that are imported or read for the others. Words are kept for reading as long as
 * the description is made, and are told by `isWord`.
 */
export function nothingKept(kind: string): LeaveCode | null {
  if (administration.test(kind)) return 'LANDSCAPE_ADMINISTRATION';
  if (derived.has(kind)) return 'LANDSCAPE_DERIVED';
  if (/template$/.test(kind)) return 'LANDSCAPE_TEMPLATE';
  if (addressPlan.has(kind)) return 'LANDSCAPE_NOT_KEPT';
  return null;
}

export function isWord(kind: string): boolean {
  return words.has(kind);
}

export const wordKinds: readonly string[] = [...words];

/** NetBox's states in ours. */
const states: Readonly<Record<string, string>> = {
  active: 'inUse',
  connected: 'inUse',
  planned: 'planned',
  staged: 'inStock',
  staging: 'inStock',
  inventory: 'inStock',
  failed: 'inRepair',
  offline: 'idle',
  paused: 'idle',
  decommissioning: 'idle',
  decommissioned: 'idle',
  deprovisioning: 'idle',
  retired: 'idle',
  provisioning: 'ordered',
  reserved: 'planned',
  deprecated: 'idle',
  container: 'inUse',
  dhcp: 'inUse',
  slaac: 'inUse',
};

export function statusOf(state: string | null): string {
  return (state !== null && Object.hasOwn(states, state) ? states[state] : undefined) ?? 'inUse';
}
