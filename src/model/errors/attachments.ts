import type { Label } from '../types.ts';

export const attachmentErrors = {
  ATTACHMENT_UNKNOWN: {
    zh: '找不到这个附件，可能已被删除。',
    en: 'That attachment does not exist; it may have been removed.',
  },
  ATTACHMENT_EMPTY: { zh: '“{file}”是空文件，没有添加。', en: '“{file}” is empty; it was not added.' },
  ATTACHMENT_TOO_LARGE: {
    zh: '“{file}”有 {size} MB，附件最大 {max} MB。请压缩或拆分后再添加。',
    en: '“{file}” has {size} MB; an attachment may have at most {max} MB. Compress or split it first.',
  },
  ATTACHMENT_TYPE: {
    zh: '“{file}”这种文件不能作为附件。可以添加图片、PDF、Office 文档、文本和 zip 压缩包。',
    en: '“{file}” is of a kind that cannot be attached. Pictures, PDF, office documents, text and zip files can.',
  },
  ATTACHMENT_MISSING: {
    zh: '这个附件的内容不在本机上，请在添加它的设备上查看，或从备份恢复。',
    en: 'The content of this attachment is not on this device. Look at it on the device that added it, or restore it from a backup.',
  },
  ATTACHMENT_DAMAGED: {
    zh: '附件文件“{file}”已损坏，内容与登记的校验值不符。请从备份恢复。',
    en: 'The attachment file “{file}” is damaged: its content no longer fits its checksum. Restore it from a backup.',
  },
} as const satisfies Record<string, Label>;
