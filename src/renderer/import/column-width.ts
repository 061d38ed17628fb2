/** Px of a text at the size of lists; Chinese characters take about twice the room of Latin ones. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u2e80' ? 13.2 : 7.5), 0);
}

/** Wide enough for what the first rows hold and, within reason, for the title; the title also stands in a tooltip. */
export function columnWidth(type: string, title: string, samples: readonly string[]): number {
  const cells = Math.max(0, ...samples.map(textWidth));
  const widest = type === 'longtext' ? 220 : 260;
  return Math.round(Math.min(widest, Math.max(88, cells + 34, Math.min(textWidth(title), 190) + 18)));
}
