import { api } from './client.ts';

/** Bytes of one piece of a file on its way to or from the core: well below the largest message. */
const pieceSize = 512 * 1024;

export interface CoreFile {
  readonly file: string;
  readonly name: string;
}

export type Progress = (done: number, total: number) => void;

/**
 * Hands a file of the page over to the core: in the desktop window by its path, else in pieces.
 * @param onProgress bytes handed over and bytes in all
 * @throws the contract's error when the core refuses it; DOMException AbortError when cancelled
 */
export async function uploadFile(file: File, onProgress?: Progress, signal?: AbortSignal): Promise<CoreFile> {
  const path = await window.holdfast?.droppedPath(file);
  if (path) return api.files.open({ path });
  const begun = await api.files.begin({ name: file.name, size: file.size });
  for (let offset = 0; offset < file.size; offset += pieceSize) {
    signal?.throwIfAborted();
    const piece = await file.slice(offset, offset + pieceSize).arrayBuffer();
    await api.files.append({ file: begun.file, offset, base64: toBase64(new Uint8Array(piece)) });
    onProgress?.(Math.min(offset + pieceSize, file.size), file.size);
  }
  return { file: begun.file, name: file.name };
}

/** Whether choosing a file goes through the desktop's own dialog; else the page shows a file input. */
export const hasDesktopDialogs = (): boolean => window.holdfast !== undefined;

/** The desktop's open dialog; null when the person cancelled. Only where hasDesktopDialogs(). */
export async function chooseWorkbook(): Promise<CoreFile | null> {
  const path = (await window.holdfast?.chooseWorkbook()) ?? null;
  return path === null ? null : api.files.open({ path });
}

/**
 * Gives a finished file of the core to the person: through the save dialog or as a download.
 * @returns where it is now, or null when the person cancelled the dialog; the plain name after a download
 */
export async function saveFile(file: string, name: string, onProgress?: Progress): Promise<string | null> {
  if (window.holdfast) {
    const path = await window.holdfast.chooseSavePath(name);
    if (path === null) return null;
    return (await api.files.saveAs({ file, path })).path;
  }
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  for (;;) {
    const { base64, size } = await api.files.read({ file, offset: done, length: pieceSize });
    const piece = fromBase64(base64);
    pieces.push(piece);
    done += piece.length;
    onProgress?.(done, size);
    if (done >= size || piece.length === 0) break;
  }
  downloadBlob(new Blob(pieces), name);
  return name;
}

function downloadBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address only after this turn; a minute is enough for any disk dialog to start.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Characters at a time: fromCharCode takes its input as arguments, of which there is a limit. */
const stride = 0x8000;

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += stride)
    binary += String.fromCharCode(...bytes.subarray(at, at + stride));
  return btoa(binary);
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
