/** The media type of a picture that browsers show, by its first bytes; null for anything else. */
export function pictureType(head: Buffer): string | null {
  const hex = head.toString('hex', 0, 12);
  if (hex.startsWith('89504e470d0a1a0a')) return 'image/png';
  if (hex.startsWith('ffd8ff')) return 'image/jpeg';
  if (hex.startsWith('474946383761') || hex.startsWith('474946383961')) return 'image/gif';
  if (hex.startsWith('424d')) return 'image/bmp';
  if (hex.startsWith('52494646') && hex.endsWith('57454250')) return 'image/webp';
  return null;
}
