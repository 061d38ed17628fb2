import type { English } from '../types.ts';
import type { attachments as zh } from '../zh/attachments.ts';

export const attachments = {
  tab: 'Attachments',
  add: 'Add files',
  adding: 'Adding “{name}”…',
  dropNow: 'Drop to attach to this asset',
  emptyTitle: 'No attachments yet',
  emptyHint:
    'Keep photos of name plates, invoices, warranties and acceptance papers here. Drop files here, or choose “Add files”. A file may have up to 20 MB.',
  added: '“{name}” added',
  addedMany: { one: '{count} file added', other: '{count} files added' },
  removed: '“{name}” removed',
  remove: 'Remove “{name}”',
  removeShort: 'Remove',
  open: 'Look at “{name}”',
  download: 'Download “{name}”',
  downloadShort: 'Download',
  notHere: 'The content is on another device',
  loading: 'Reading…',
  previous: 'Previous picture',
  next: 'Next picture',
  position: 'Picture {at} of {count}',
  cannotShow: 'This picture cannot be shown here; download it to look at it.',
  pictures: 'Photos',
  files: 'Files',
} as const satisfies English<typeof zh>;
