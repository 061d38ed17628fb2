import { mergeRecord } from '../../core/log/pure/merge.ts';
import { isRole } from '../../model/index.ts';
import type { WireChange } from '../../model/wire.ts';
import type { Tx } from '../store/tables.ts';
import { loadRecords } from './records.ts';

/**
 * An administrator gives a role by editing the person; the account follows. Only edits made after the person was mapped
 * count: what a register said about its local people before it was joined gives nobody rights on the server.
 */
export async function followRoles(tx: Tx, org: string, accepted: readonly WireChange[]): Promise<void> {
  const edits = accepted.filter(
    (change) => change.entity === 'person' && !change.create && 'role' in change.patch,
  );
  for (const person of new Set(edits.map((change) => change.record))) {
    const mapped = await tx
      .selectFrom('person_account')
      .selectAll()
      .where('org', '=', org)
      .where('person', '=', person)
      .executeTakeFirst();
    if (!mapped || !edits.some((change) => change.record === person && change.ms > mapped.mapped_at))
      continue;
    const changes = (await loadRecords(tx, org, [person])).get(person) ?? [];
    const { role } = mergeRecord(person, changes).values;
    await tx
      .updateTable('account')
      .set({ role: isRole(role) ? role : 'viewer' })
      .where('org', '=', org)
      .where('id', '=', mapped.account)
      .where('person', '=', person)
      .execute();
  }
}
