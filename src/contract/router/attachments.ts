import { writeFileSync } from 'node:fs';
import {
  attach,
  attachmentById,
  attachmentsOf,
  detach,
  largestAttachment,
} from '../../core/attachments/attachments.ts';
import { BlobStore } from '../../core/attachments/blob-store.ts';
import { os } from './base.ts';

export const attachmentsRouter = os.attachments.router({
  list: os.attachments.list.handler(({ context, input }) => attachmentsOf(context.core.reg, input.record)),
  read: os.attachments.read.handler(({ context, input }) => {
    const { reg } = context.core;
    const { sha256 } = attachmentById(reg, input.id);
    const { bytes, size } = BlobStore.of(reg.file).read(sha256, input.offset, input.length);
    return { base64: bytes.toString('base64'), size };
  }),
  add: os.attachments.add.handler(({ context, input }) => {
    const { core } = context;
    const { files } = core;
    return attach(core.reg, core.actor(), input.record, files.pathOf(input.file), files.nameOf(input.file));
  }),
  take: os.attachments.take.handler(({ context, input }) => {
    const { reg, files } = context.core;
    const { sha256, name } = attachmentById(reg, input.id);
    const { bytes } = BlobStore.of(reg.file).read(sha256, 0, largestAttachment);
    const { id, path } = files.reserve(name);
    writeFileSync(path, bytes, { mode: 0o600 });
    return { file: id, name };
  }),
  remove: os.attachments.remove.handler(({ context, input }) =>
    detach(context.core.reg, context.core.actor(), input.id),
  ),
});
