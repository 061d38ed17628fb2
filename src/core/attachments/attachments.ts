import { readFileSync, statSync } from 'node:fs';
import { HoldfastError } from '../../model/errors.ts';
import type { Value } from '../../model/types.ts';
import { commit, type Draft } from '../log/commit.ts';
import { labelOf } from '../register/labels.ts';
import { rowsByRid } from '../register/rows.ts';
import type { Register } from '../store/register.ts';
import { BlobStore } from './blob-store.ts';
import { fileTypeOf, nameFor } from './file-type.ts';

/** Largest attachment, in bytes. */
export const largestAttachment = 20 * 1024 * 1024;

export interface Attachment {
  readonly id: string;
  readonly record: string;
  readonly name: string;
  readonly mime: string;
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
  /** When it was attached, milliseconds since 1970. */
  readonly at: number;
  /** False while its content is on another device only. */
  readonly here: boolean;
}

/** Content that was stored, ready to become an attachment. */
export interface StoredFile {
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly sha256: string;
}

/** Attachments of a record, oldest first. */
export function attachmentsOf(reg: Register, record: string): Attachment[] {
  const rids = reg
    .sql('SELECT rid FROM attachment WHERE record = ? AND deleted = 0 ORDER BY created, rid')
    .pluck()
    .all(record) as number[];
  return read(reg, rids);
}

/** @throws ATTACHMENT_UNKNOWN */
export function attachmentById(reg: Register, id: string): Attachment {
  const rid = reg.keys.findRid(id);
  const [found] = rid === null ? [] : read(reg, [rid]);
  if (!found) throw new HoldfastError('ATTACHMENT_UNKNOWN');
  return found;
}

function read(reg: Register, rids: readonly number[]): Attachment[] {
  const store = BlobStore.of(reg.file);
  const made = reg.sql('SELECT c.ms FROM attachment a JOIN change c ON c.seq = a.created WHERE a.rid = ?');
  return rowsByRid(reg, 'attachment', rids).map(({ id, values }) => {
    const sha256 = String(values.sha256 ?? '');
    return {
      id,
      record: String(values.record ?? ''),
      name: String(values.name ?? ''),
      mime: String(values.mime ?? 'application/octet-stream'),
      size: Number(values.size ?? 0),
      sha256,
      at: Number(made.pluck().get(reg.keys.findRid(id))),
      here: store.find(sha256) !== null,
    };
  });
}

/**
 * Stores content that may be attached.
 * @throws ATTACHMENT_EMPTY, ATTACHMENT_TOO_LARGE, ATTACHMENT_TYPE, DISK_FULL, FILE_NOT_WRITABLE
 */
export function storeFile(store: BlobStore, content: Buffer, name: string): StoredFile {
  if (content.length === 0) throw new HoldfastError('ATTACHMENT_EMPTY', { file: name });
  if (content.length > largestAttachment) throw tooLarge(name, content.length);
  const type = fileTypeOf(content, name);
  if (!type) throw new HoldfastError('ATTACHMENT_TYPE', { file: name });
  const sha256 = store.put(content, type.extension);
  return { name: nameFor(name, type), mime: type.mime, size: content.length, sha256 };
}

function tooLarge(file: string, size: number): HoldfastError {
  const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024);
  return new HoldfastError('ATTACHMENT_TOO_LARGE', {
    file,
    size: megabytes(size),
    max: megabytes(largestAttachment),
  });
}

/** The change that attaches stored content to a record. */
export function attachmentDraft(record: string, file: StoredFile): Draft & { readonly op: 'create' } {
  const { name, mime, size, sha256 } = file;
  const patch: Record<string, Value> = { record, name, mime, size, sha256 };
  return { op: 'create', entity: 'attachment', patch };
}

/**
 * Attaches a file to a record. The same content is attached once.
 * @param path a file that stays the caller's
 * @throws RECORD_NOT_FOUND, what the role forbids, and as `storeFile`
 */
export function attach(reg: Register, actor: string, record: string, path: string, name: string): Attachment {
  const label = livingLabel(reg, record);
  const { size } = statSync(path);
  // Looked at before it is read: a film of a whole repair would fill the memory.
  if (size > largestAttachment) throw tooLarge(name, size);
  const file = storeFile(BlobStore.of(reg.file), readFileSync(path), name);
  const same = attachmentsOf(reg, record).find(({ sha256 }) => sha256 === file.sha256);
  if (same) return same;
  const head = { actor, kind: 'edit' as const, label: `${label} · ${file.name}` };
  const { records } = commit(reg, head, [attachmentDraft(record, file)]);
  return attachmentById(reg, records[0] as string);
}

/** @throws RECORD_NOT_FOUND */
function livingLabel(reg: Register, record: string): string {
  const rid = reg.keys.findRid(record);
  const entity = rid === null ? null : reg.keys.entityOf(rid);
  const living =
    entity !== null &&
    reg.sql(`SELECT 1 FROM "${entity}" WHERE rid = ? AND deleted = 0`).get(rid) !== undefined;
  if (rid === null || entity === null || !living) throw new HoldfastError('RECORD_NOT_FOUND', { id: record });
  return labelOf(reg, entity, rid);
}

/**
 * Takes an attachment off its record. Its content stays: the history still names it, and undo brings it back.
 * @returns the batch to undo it by
 * @throws ATTACHMENT_UNKNOWN, and what the role forbids
 */
export function detach(reg: Register, actor: string, id: string): { batch: string } {
  const { name } = attachmentById(reg, id);
  const { batch } = commit(reg, { actor, kind: 'edit', label: name }, [
    { op: 'delete', entity: 'attachment', id },
  ]);
  return { batch };
}
