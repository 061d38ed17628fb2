import { basename } from 'node:path';
import {
  describeError,
  type ErrorCode,
  type ErrorParams,
  entityKeys,
  HoldfastError,
  isEntityKey,
} from '../../model/index.ts';
import { BlobStore } from '../attachments/blob-store.ts';
import { entriesOf, type StoredChange } from '../log/entries.ts';
import { projectedValues, projectionRow } from '../log/project.ts';
import { chainHash, chainStart } from '../log/pure/canonical.ts';
import { uuidText } from '../log/pure/ids.ts';
import { mergeRecord, stableJson } from '../log/pure/merge.ts';
import { isSealValid } from '../log/pure/seal.ts';
import { toWire } from '../log/wire-out.ts';
import type { Register } from '../store/register.ts';
import type { JobContext } from '../workers/jobs.ts';

export interface VerifyProblem {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly message: string;
}

export interface VerifyResult {
  readonly ok: boolean;
  readonly changes: number;
  readonly records: number;
  readonly problems: readonly VerifyProblem[];
}

/** More than this many are not listed: the first one is what matters. */
const maxProblems = 100;

/**
 * Recomputes all that can be recomputed: the file's own integrity, each device's hash chain and signatures, that every
 * projection row is what merging its log gives, and that attached files are what they were.
 */
export function verifyRegister(
  reg: Register,
  context: Pick<JobContext, 'progress' | 'cancelled'>,
): VerifyResult {
  const problems: VerifyProblem[] = [];
  const report = (code: ErrorCode, params: ErrorParams) => {
    if (problems.length < maxProblems)
      problems.push({ code, params, message: describeError(code, params, 'en') });
  };
  checkFile(reg, report);
  const changes = checkChains(reg, context, report);
  checkStrays(reg, report);
  const records = checkProjection(reg, context, report);
  checkBlobs(reg, context, report);
  return { ok: problems.length === 0, changes, records, problems };
}

type Report = (code: ErrorCode, params: ErrorParams) => void;

function checkFile(reg: Register, report: Report): void {
  const rows = reg.db.pragma('integrity_check(5)') as Array<{ integrity_check: string }>;
  for (const row of rows) {
    if (row.integrity_check !== 'ok')
      report('DATABASE_DAMAGED', { file: reg.file, detail: row.integrity_check });
  }
}

function checkChains(
  reg: Register,
  context: Pick<JobContext, 'progress' | 'cancelled'>,
  report: Report,
): number {
  const total = reg.sql('SELECT count(*) FROM change').pluck().get() as number;
  let seen = 0;
  for (const device of reg.sql('SELECT key, public_key, n FROM device').all() as Array<{
    key: number;
    public_key: string | null;
    n: number;
  }>) {
    seen += checkChain(reg, device, report, () => {
      context.progress('chain', seen, total);
      if (context.cancelled()) throw new HoldfastError('CANCELLED');
    });
  }
  return total;
}

function checkChain(
  reg: Register,
  device: { readonly key: number; readonly public_key: string | null; readonly n: number },
  report: Report,
  tick: () => void,
): number {
  const id = reg.keys.deviceId(device.key);
  const entries = reg.db.prepare<[number], StoredChange>('SELECT * FROM change WHERE device = ? ORDER BY n');
  const sealOf = reg.sql('SELECT hash, signature FROM seal WHERE device = ? AND n = ?');
  let previous = chainStart;
  let n = 0;
  let sealed = 0;
  for (const stored of entries.iterate(device.key)) {
    const wire = toWire(reg, stored);
    if (stored.n !== n + 1 || chainHash(previous, wire) !== wire.hash) {
      report('CHAIN_BROKEN', { device: id, n: stored.n });
      return n;
    }
    previous = wire.hash;
    n = stored.n;
    const seal = sealOf.get(device.key, n) as { hash: Buffer; signature: Buffer } | undefined;
    if (seal) {
      const signed = { device: id, n, hash: previous, signature: seal.signature.toString('hex') };
      if (seal.hash.toString('hex') !== previous || !isSealValid(device.public_key ?? '', signed)) {
        report('SIGNATURE_BAD', { device: id, n });
        return n;
      }
      sealed = n;
    }
    if (n % 2000 === 0) tick();
  }
  // The newest entries were cut away.
  if (n < device.n) report('CHAIN_BROKEN', { device: id, n: n + 1 });
  // Entries after the last signature are not vouched for by anyone.
  if (sealed < n) report('SIGNATURE_BAD', { device: id, n });
  return n;
}

/** Rows that no log entry stands behind. */
function checkStrays(reg: Register, report: Report): void {
  for (const entity of entityKeys) {
    const strays = reg
      .sql(
        `SELECT t.rid, r.id FROM "${entity}" t LEFT JOIN record r ON r.rid = t.rid
         WHERE NOT EXISTS (SELECT 1 FROM change c WHERE c.record = t.rid) LIMIT ${maxProblems}`,
      )
      .all() as Array<{ rid: number; id: Buffer | null }>;
    for (const { rid, id } of strays)
      report('PROJECTION_DIFFERS', { entity, id: id ? uuidText(id) : String(rid) });
  }
}

function checkProjection(
  reg: Register,
  context: Pick<JobContext, 'progress' | 'cancelled'>,
  report: Report,
): number {
  const total = (reg.sql('SELECT count(*) FROM record').pluck().get() as number) ?? 0;
  const rids = reg.db.prepare<[], { rid: number; entity: string | null }>('SELECT rid, entity FROM record');
  let seen = 0;
  for (const { rid, entity } of rids.iterate()) {
    seen++;
    if (!isEntityKey(entity)) continue;
    const entries = entriesOf(reg, rid);
    if (entries.length === 0) continue;
    const merged = mergeRecord(reg.keys.uuid(rid), entries);
    const row = projectionRow(reg, entity, rid);
    const deleted = merged.deleted || !entries.some((entry) => entry.create && !entry.rejected);
    if (
      !row ||
      (row.deleted === 1) !== deleted ||
      stableJson(projectedValues(reg, entity, row)) !== stableJson(merged.values)
    ) {
      report('PROJECTION_DIFFERS', { entity, id: reg.keys.uuid(rid) });
    }
    if (seen % 2000 === 0) {
      context.progress('projection', seen, total);
      if (context.cancelled()) throw new HoldfastError('CANCELLED');
    }
  }
  return seen;
}

/** Attached files that are here must be what their names say; those of other devices need not be here. */
function checkBlobs(
  reg: Register,
  context: Pick<JobContext, 'progress' | 'cancelled'>,
  report: Report,
): void {
  const store = BlobStore.of(reg.file);
  let seen = 0;
  for (const { sha256, path } of store.all()) {
    if (!store.isSound(sha256)) report('ATTACHMENT_DAMAGED', { file: basename(path) });
    if (++seen % 100 !== 0) continue;
    context.progress('files', seen, null);
    if (context.cancelled()) throw new HoldfastError('CANCELLED');
  }
}

export function verifyJob(context: JobContext): VerifyResult {
  return verifyRegister(context.register(), context);
}
