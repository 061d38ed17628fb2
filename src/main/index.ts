import path from 'node:path';
import { app, BrowserWindow, dialog, MessageChannelMain } from 'electron';
import { describeError, HoldfastError } from '../model/errors.ts';
import type { Language } from '../model/types.ts';
import { dataFolder } from '../shell/data-folder.ts';
import { systemLanguage } from '../shell/language.ts';
import { parseStartOptions, type StartOptions } from '../shell/options.ts';
import { channels } from './channels.ts';
import { type CoreLink, startCore } from './core-link.ts';
import { serveFileDialogs } from './file-dialogs.ts';
import { lockDown } from './lock-down.ts';
import { installMenu } from './menu.ts';
import { menuText } from './menu-texts.ts';
import { registerPageScheme, servePages } from './page-protocol.ts';
import { sealedKey } from './sealed-key.ts';
import { onTrusted } from './trusted-ipc.ts';
import { createWindow } from './window.ts';

registerPageScheme();
app.setPath('userData', dataFolder());
// One window for one user's data: a second start brings the first one to the front.
if (app.requestSingleInstanceLock()) void run();
else app.quit();

async function run(): Promise<void> {
  app.on('second-instance', () => {
    const window = BrowserWindow.getAllWindows()[0];
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  await app.whenReady();
  let language: Language = systemLanguage(app.getLocale());
  try {
    const core = await openRegister(parseStartOptions(ownArguments()), () => language);
    closeCoreBeforeQuit(core);
    lockDown();
    servePages(path.join(import.meta.dirname, '../renderer'));
    const window = createWindow(path.join(dataFolder(), 'window.json'));
    installMenu(window, language);
    serveFileDialogs({ window, language: () => language, allowPath: core.allowPath });
    serveConnections(core);
    onTrusted(channels.language, (_event, value) => {
      language = value === 'zh' ? 'zh' : 'en';
      installMenu(window, language);
    });
  } catch (error) {
    const { code, params } = error instanceof HoldfastError ? error : internal(error);
    dialog.showErrorBox(
      menuText('cannotOpen', language),
      `${code}: ${describeError(code, params, language)}`,
    );
    app.exit(1);
  }
}

function openRegister(options: StartOptions, language: () => Language): Promise<CoreLink> {
  const appFolder = dataFolder();
  return startCore({
    file: options.dataFile,
    demo: options.demo,
    appFolder,
    sealedKey: sealedKey(appFolder),
    onLost() {
      dialog.showErrorBox(menuText('coreStopped', language()), menuText('coreStoppedDetail', language()));
      app.exit(1);
    },
  });
}

/** Gives every page that asks a channel of its own to the core. */
function serveConnections(core: CoreLink): void {
  onTrusted(channels.connect, (event) => {
    const { port1, port2 } = new MessageChannelMain();
    core.connect(port1);
    event.senderFrame?.postMessage(channels.port, null, [port2]);
  });
}

/** The register is closed in an orderly way before the app ends. */
function closeCoreBeforeQuit(core: CoreLink): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void core.close().then(() => {
      closed = true;
      app.quit();
    });
  });
}

/** What the person wrote after the program, without what Chromium adds of its own. */
function ownArguments(): string[] {
  const args = process.argv.slice(app.isPackaged ? 1 : 2);
  return args.filter((arg) => !/^--(?:no-sandbox|inspect|remote-debugging|user-data-dir)/.test(arg));
}

function internal(error: unknown): HoldfastError {
  return new HoldfastError('INTERNAL', { message: (error as Error).message });
}
