import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { type DesktopBridge, type DesktopCommand, desktopPortMessage } from '../contract/api/desktop.ts';
import { channels } from '../main/channels.ts';

const bridge: DesktopBridge = {
  platform: process.platform,
  connect: () => ipcRenderer.send(channels.connect),
  chooseWorkbook: () => ipcRenderer.invoke(channels.chooseWorkbook),
  chooseSavePath: (suggestedName) => ipcRenderer.invoke(channels.chooseSavePath, suggestedName),
  droppedPath: (file) => ipcRenderer.invoke(channels.dropped, webUtils.getPathForFile(file)),
  onCommand(listener) {
    const forward = (_event: unknown, command: DesktopCommand): void => listener(command);
    ipcRenderer.on(channels.command, forward);
    return () => ipcRenderer.off(channels.command, forward);
  },
  setLanguage: (language) => ipcRenderer.send(channels.language, language),
};

contextBridge.exposeInMainWorld('holdfast', bridge);

// contextBridge can't carry a MessagePort; a message of the window to itself can.
ipcRenderer.on(channels.port, (event) => {
  window.postMessage(desktopPortMessage, window.location.origin, [...event.ports]);
});
