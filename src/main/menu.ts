import { app, type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import type { DesktopCommand } from '../contract/api/desktop.ts';
import type { Language } from '../model/types.ts';
import { channels } from './channels.ts';
import { type MenuText, menuText } from './menu-texts.ts';

type Item = MenuItemConstructorOptions;

/** Puts the native menu in place, in the interface's language. */
export function installMenu(window: BrowserWindow, language: Language): void {
  const word = (name: MenuText): string => menuText(name, language);
  const command = (name: DesktopCommand, accelerator?: string): Item => ({
    label: word(name),
    accelerator,
    click: () => window.webContents.send(channels.command, name),
  });
  const role = (name: NonNullable<Item['role']>, text: MenuText): Item => ({ role: name, label: word(text) });
  const line: Item = { type: 'separator' };
  const onMac = process.platform === 'darwin';
  const template: Item[] = [
    ...(onMac ? [applicationMenu(command, role, line)] : []),
    {
      label: word('file'),
      submenu: [
        command('import', 'CmdOrCtrl+I'),
        command('export', 'CmdOrCtrl+E'),
        ...(onMac ? [] : [line, command('settings', 'CmdOrCtrl+,'), line, role('quit', 'quit')]),
      ],
    },
    {
      label: word('edit'),
      submenu: [
        command('undo', 'CmdOrCtrl+Shift+Z'),
        line,
        role('undo', 'undoText'),
        role('redo', 'redoText'),
        role('cut', 'cut'),
        role('copy', 'copy'),
        role('paste', 'paste'),
        role('selectAll', 'selectAll'),
        line,
        command('find', 'CmdOrCtrl+K'),
      ],
    },
    {
      label: word('view'),
      submenu: [
        role('zoomIn', 'zoomIn'),
        role('zoomOut', 'zoomOut'),
        role('resetZoom', 'actualSize'),
        line,
        role('togglefullscreen', 'fullScreen'),
      ],
    },
    { label: word('window'), submenu: [role('minimize', 'minimize'), role('close', 'close')] },
    ...(onMac ? [] : [{ label: word('help'), submenu: [command('about')] }]),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function applicationMenu(
  command: (name: DesktopCommand, accelerator?: string) => Item,
  role: (name: NonNullable<Item['role']>, text: MenuText) => Item,
  line: Item,
): Item {
  const settings = command('settings', 'Command+,');
  return {
    label: app.name,
    submenu: [command('about'), line, settings, line, role('hide', 'hide'), role('quit', 'quit')],
  };
}
