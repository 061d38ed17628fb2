import * as z from 'zod';
import { timeless } from './common.ts';

/** Files on their way in and out, so that Electron and browser are alike: a caller holds an id, never a path. */
export const filesContract = {
  /** Announces a file that the interface will hand over in pieces; gives its id. */
  begin: timeless
    .input(z.object({ name: z.string().max(500), size: z.number().int().min(0) }))
    .output(z.object({ file: z.string() })),
  append: timeless
    .input(z.object({ file: z.string(), offset: z.number().int().min(0), base64: z.string() }))
    .output(z.object({ received: z.number() })),
  /** A file that lies on this machine and was named by the person through the shell's own dialog (Electron). */
  open: timeless
    .input(z.object({ path: z.string() }))
    .output(z.object({ file: z.string(), name: z.string() })),
  read: timeless
    .input(
      z.object({
        file: z.string(),
        offset: z.number().int().min(0),
        length: z.number().int().min(1).max(4_194_304),
      }),
    )
    .output(z.object({ base64: z.string(), size: z.number() })),
  /** Puts a finished export where the person said (Electron's save dialog). */
  saveAs: timeless
    .input(z.object({ file: z.string(), path: z.string() }))
    .output(z.object({ path: z.string() })),
};

/** A file that the core made: read it by `files.read` or put it somewhere by `files.saveAs`. */
export const madeFile = z.object({ file: z.string(), name: z.string(), rows: z.number() });
export type MadeFile = z.infer<typeof madeFile>;
