import { chainHash, chainStart } from '../../core/log/pure/canonical.ts';
import { isSealValid } from '../../core/log/pure/seal.ts';
import { HoldfastError } from '../../model/index.ts';
import type { WireChange, WireSeal } from '../../model/wire.ts';
import type { Db, DeviceTable } from '../store/tables.ts';

/** Where a device's chain stands. */
export interface ChainHead {
  readonly n: number;
  readonly hash: string | null;
}

/**
 * Checks that the new entries carry each device's chain on without a gap, and that each device has signed up to its last
 * one. A chain that does not hold refuses the whole push: what follows a forged entry can't be told from it.
 * @param changes new to the log, each device's in the order of `n`
 * @param future seals already in the log for entries that had not arrived yet
 * @returns the new head of each device that has new entries
 * @throws HoldfastError CHAIN_BROKEN, SIGNATURE_BAD
 */
export function checkChains(
  changes: readonly WireChange[],
  seals: readonly WireSeal[],
  devices: ReadonlyMap<string, DeviceTable>,
  future: readonly WireSeal[],
): Map<string, ChainHead> {
  for (const seal of seals) {
    const device = devices.get(seal.device);
    if (!device || !isSealValid(device.public_key, seal)) throw badSignature(device, seal.device, seal.n);
  }
  const sealed = new Map([...future, ...seals].map((seal) => [`${seal.device}:${seal.n}`, seal.hash]));
  const heads = new Map<string, ChainHead>();
  for (const change of changes) {
    const device = devices.get(change.device);
    if (!device) throw new HoldfastError('CHAIN_BROKEN', { device: change.device, n: change.n });
    const head = heads.get(change.device) ?? { n: device.last_n, hash: device.last_hash };
    const expected = sealed.get(`${change.device}:${change.n}`) ?? change.hash;
    if (
      change.n !== head.n + 1 ||
      chainHash(head.hash ?? chainStart, change) !== change.hash ||
      expected !== change.hash
    ) {
      throw new HoldfastError('CHAIN_BROKEN', { device: device.name, n: change.n });
    }
    heads.set(change.device, { n: change.n, hash: change.hash });
  }
  for (const [id, head] of heads) {
    const covered = [...future, ...seals].some((seal) => seal.device === id && seal.n >= head.n);
    if (!covered) throw badSignature(devices.get(id), id, head.n);
  }
  return heads;
}

function badSignature(device: DeviceTable | undefined, id: string, n: number): HoldfastError {
  return new HoldfastError('SIGNATURE_BAD', { device: device?.name ?? id, n });
}

/** Seals in the log that lie beyond what the log has of their devices. */
export async function futureSeals(db: Db, org: string, devices: readonly DeviceTable[]): Promise<WireSeal[]> {
  const out: WireSeal[] = [];
  for (const device of devices) {
    const rows = await db
      .selectFrom('entry')
      .select('body')
      .where('org', '=', org)
      .where('kind', '=', 'seal')
      .where('device', '=', device.id)
      .where('n', '>', device.last_n)
      .execute();
    out.push(...rows.map((row) => JSON.parse(row.body) as WireSeal));
  }
  return out;
}
