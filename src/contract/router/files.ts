import { HoldfastError } from '../../model/index.ts';
import type { Core } from '../host.ts';
import { os } from './base.ts';

/** A page must not reach a file by making up its path: shells that serve pages say which ones the person chose. */
function chosen(core: Core, path: string): string {
  if (core.options.allowPath?.(path) === false) throw new HoldfastError('PATH_NOT_CHOSEN');
  return path;
}

export const filesRouter = os.files.router({
  begin: os.files.begin.handler(({ context, input }) => ({ file: context.core.files.begin(input.name) })),
  append: os.files.append.handler(({ context, input }) => ({
    received: context.core.files.append(input.file, input.offset, Buffer.from(input.base64, 'base64')),
  })),
  open: os.files.open.handler(({ context, input }) => {
    const { id, name } = context.core.files.open(chosen(context.core, input.path));
    return { file: id, name };
  }),
  read: os.files.read.handler(({ context, input }) => {
    const { bytes, size } = context.core.files.read(input.file, input.offset, input.length);
    return { base64: Buffer.from(bytes).toString('base64'), size };
  }),
  saveAs: os.files.saveAs.handler(({ context, input }) => {
    context.core.files.saveAs(input.file, chosen(context.core, input.path));
    return { path: input.path };
  }),
});
