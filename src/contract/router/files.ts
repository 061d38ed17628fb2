import { os } from './base.ts';

export const filesRouter = os.files.router({
  begin: os.files.begin.handler(({ context, input }) => ({ file: context.core.files.begin(input.name) })),
  append: os.files.append.handler(({ context, input }) => ({
    received: context.core.files.append(input.file, input.offset, Buffer.from(input.base64, 'base64')),
  })),
  open: os.files.open.handler(({ context, input }) => {
    const { id, name } = context.core.files.open(input.path);
    return { file: id, name };
  }),
  read: os.files.read.handler(({ context, input }) => {
    const { bytes, size } = context.core.files.read(input.file, input.offset, input.length);
    return { base64: Buffer.from(bytes).toString('base64'), size };
  }),
  saveAs: os.files.saveAs.handler(({ context, input }) => {
    context.core.files.saveAs(input.file, input.path);
    return { path: input.path };
  }),
});
