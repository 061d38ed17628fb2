import type { AttachmentInfo } from '../../contract/api/index.ts';
import { api } from '../app/client.ts';
import { fromBase64 } from '../app/host.ts';

/** Bytes of one piece: well below the largest message. */
const pieceSize = 2 * 1024 * 1024;

/** Pictures that every browser shows. */
const shown = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp']);

export function isPicture({ mime }: Pick<AttachmentInfo, 'mime'>): boolean {
  return shown.has(mime);
}

/** The whole content of an attachment. */
export async function contentOf({ id, mime }: Pick<AttachmentInfo, 'id' | 'mime'>): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let done = 0; ; ) {
    const { base64, size } = await api.attachments.read({ id, offset: done, length: pieceSize });
    const piece = fromBase64(base64);
    pieces.push(piece);
    done += piece.length;
    if (done >= size || piece.length === 0) return new Blob(pieces, { type: mime });
  }
}

/** Side of a thumbnail in pixels: sharp on screens of double density. */
const side = 240;
const kept = 200;

/** Addresses of thumbnails by content. Content never changes, so they hold for as long as there is room. */
const thumbnails = new Map<string, Promise<string>>();

/**
 * A small picture of an attachment, made here: the core has no means to scale pictures, and a page of twenty phone photos
 * would hold a gigabyte of pixels.
 * @returns an address for `src`
 * @throws when the content is not here or is no picture
 */
export function thumbnailOf(attachment: AttachmentInfo): Promise<string> {
  const { sha256 } = attachment;
  let made = thumbnails.get(sha256);
  if (!made) {
    made = contentOf(attachment).then(scaled);
    thumbnails.set(sha256, made);
    made.catch(() => thumbnails.delete(sha256));
    dropOldest();
  }
  return made;
}

function dropOldest(): void {
  const [oldest] = thumbnails;
  if (!oldest || thumbnails.size <= kept) return;
  thumbnails.delete(oldest[0]);
  void oldest[1].then((address) => URL.revokeObjectURL(address));
}

async function scaled(content: Blob): Promise<string> {
  const whole = await createImageBitmap(content);
  const scale = Math.min(1, side / Math.min(whole.width, whole.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(whole.width * scale));
  canvas.height = Math.max(1, Math.round(whole.height * scale));
  canvas.getContext('2d')?.drawImage(whole, 0, 0, canvas.width, canvas.height);
  whole.close();
  const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', 0.8));
  return URL.createObjectURL(small ?? content);
}
