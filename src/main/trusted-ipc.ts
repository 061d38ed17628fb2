import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { isOwnPage } from './lock-down.ts';

/** Only the top frame of our own page may speak to main. */
function isTrusted(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isOwnPage(frame.url);
}

/** Listens to a message without an answer; one from anywhere else is dropped. */
export function onTrusted(channel: string, listener: (event: IpcMainEvent, value: unknown) => void): void {
  ipcMain.on(channel, (event, value: unknown) => {
    if (isTrusted(event)) listener(event, value);
  });
}

/** Answers a question; one from anywhere else gets null. */
export function answerTrusted<T>(
  channel: string,
  answer: (event: IpcMainInvokeEvent, value: unknown) => Promise<T | null>,
): void {
  ipcMain.handle(channel, (event, value: unknown) => (isTrusted(event) ? answer(event, value) : null));
}
