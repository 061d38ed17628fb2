import path from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { Language } from '../model/types.ts';
import { channels } from './channels.ts';
import { menuText } from './menu-texts.ts';
import { answerTrusted } from './trusted-ipc.ts';

const workbooks = ['xlsx', 'xls', 'xlsb', 'xlsm', 'ods', 'csv', 'tsv', 'txt'];

/** What the dialogs need to know and do. */
export interface DialogSurroundings {
  window: BrowserWindow;
  language(): Language;
  /** Tells the core that the person named this path; the core opens no other. */
  allowPath(file: string): Promise<void>;
}

/** Answers the pages' requests for a path. Each comes from the person's own hand: a dialog or a drop. */
export function serveFileDialogs(at: DialogSurroundings): void {
  answerTrusted(channels.chooseWorkbook, async () => {
    const { filePaths } = await dialog.showOpenDialog(at.window, {
      title: menuText('chooseWorkbook', at.language()),
      properties: ['openFile'],
      filters: [{ name: menuText('workbooks', at.language()), extensions: workbooks }],
    });
    return allowed(at, filePaths[0]);
  });
  answerTrusted(channels.chooseSavePath, async (_event, name) => {
    const suggested = typeof name === 'string' ? path.basename(name) : 'holdfast.xlsx';
    const extension = path.extname(suggested).slice(1);
    const { filePath } = await dialog.showSaveDialog(at.window, {
      title: menuText('saveExport', at.language()),
      defaultPath: suggested,
      filters: extension === '' ? [] : [{ name: extension, extensions: [extension] }],
    });
    return allowed(at, filePath);
  });
  // The preload reads the path from the dropped file itself; a page can't make up a file that has one.
  answerTrusted(channels.dropped, async (_event, file) => {
    const known = typeof file === 'string' && workbooks.includes(path.extname(file).slice(1).toLowerCase());
    return known ? allowed(at, file) : null;
  });
}

async function allowed(at: DialogSurroundings, file: string | undefined): Promise<string | null> {
  if (!file) return null;
  await at.allowPath(file);
  return file;
}
