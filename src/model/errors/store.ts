import type { Label } from '../types.ts';

/** Opening, locking, migrating, checking and backing up a register file. */
export const storeErrors = {
  INTERNAL: {
    zh: '内部错误：{message}。数据未受影响，请重试；如再次出现，请附上日志反馈。',
    en: 'Internal error: {message}. Nothing was changed; try again, and report it with the log if it comes back.',
  },
  FILE_NOT_FOUND: { zh: '找不到文件“{file}”。', en: 'There is no file “{file}”.' },
  DATABASE_NOT_HOLDFAST: {
    zh: '“{file}”不是 Holdfast 台账文件，未作任何改动。',
    en: '“{file}” is not a Holdfast register; it was left untouched.',
  },
  DATABASE_NEWER: {
    zh: '“{file}”由更新版本的 Holdfast 建立（结构版本 {found}，本程序支持到 {known}）。请升级后再打开。',
    en: '“{file}” was made by a newer Holdfast (schema {found}, this program knows up to {known}). Update Holdfast to open it.',
  },
  DATABASE_OLDER: {
    zh: '“{file}”需要先升级（结构版本 {found}）。请用 Holdfast 打开一次。',
    en: '“{file}” must be migrated first (schema {found}). Open it once with Holdfast for writing.',
  },
  DATABASE_BUSY: {
    zh: '“{file}”正被另一个 Holdfast 进程使用。请先关闭它；查询命令仍可使用。',
    en: '“{file}” is in use by another Holdfast process. Close that first; reading commands still work.',
  },
  DATABASE_DAMAGED: {
    zh: '“{file}”已损坏：{detail}。请从备份恢复。',
    en: '“{file}” is damaged: {detail}. Restore it from a backup.',
  },
  DATABASE_READONLY: { zh: '“{file}”以只读方式打开，不能修改。', en: '“{file}” is open for reading only.' },
  DISK_FULL: {
    zh: '磁盘空间不足，未能写入“{file}”。请腾出空间后重试；已确认的数据没有丢失。',
    en: 'The disk is full; “{file}” could not be written. Free some space and try again; nothing that was confirmed is lost.',
  },
  FILE_NOT_WRITABLE: {
    zh: '不能写入“{file}”：{detail}。请检查权限或换一个位置。',
    en: 'Cannot write “{file}”: {detail}. Check permissions or choose another place.',
  },
  BACKUP_DAMAGED: {
    zh: '备份“{file}”未通过检查：{detail}。没有恢复任何内容。',
    en: 'The backup “{file}” failed its check: {detail}. Nothing was restored.',
  },
  PROJECTION_DIFFERS: {
    zh: '记录 {id}（{entity}）与其变更记录不一致，文件可能被其他程序改动过。',
    en: 'Record {id} ({entity}) differs from its change log; another program may have altered the file.',
  },
  CANCELLED: { zh: '已取消。', en: 'Cancelled.' },
} as const satisfies Record<string, Label>;
