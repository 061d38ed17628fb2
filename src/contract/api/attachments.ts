import * as z from 'zod';
import { id, procedure, reading, timeless } from './common.ts';

export const attachmentInfo = z.object({
  id,
  record: id,
  name: z.string(),
  mime: z.string(),
  /** Bytes. */
  size: z.number(),
  /** Hex. */
  sha256: z.string(),
  /** When it was attached, milliseconds since 1970. */
  at: z.number(),
  /** False while its content is on another device only. */
  here: z.boolean(),
});
export type AttachmentInfo = z.infer<typeof attachmentInfo>;

/** Pictures and documents of a record. */
export const attachmentsContract = {
  list: reading.input(z.object({ record: id })).output(z.array(attachmentInfo)),
  read: timeless
    .input(
      z.object({
        id,
        offset: z.number().int().min(0),
        length: z.number().int().min(1).max(4_194_304),
      }),
    )
    .output(z.object({ base64: z.string(), size: z.number() })),
  /** Attaches a file that was handed over through `files`. The same content is attached once. */
  add: procedure.input(z.object({ record: id, file: z.string() })).output(attachmentInfo),
  /** Makes a file of an attachment, for `files.saveAs`. */
  take: timeless.input(z.object({ id })).output(z.object({ file: z.string(), name: z.string() })),
  /** Undo it through `batches.undo`. */
  remove: procedure.input(z.object({ id })).output(z.object({ batch: id })),
};
