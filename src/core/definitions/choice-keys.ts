/** A key for a choice that has only names: its English name, else the Chinese one, made unlike those that are there. */
export function choiceKey(zh: string, en: string, taken: Readonly<Record<string, unknown>>): string {
  const stem =
    (en || zh)
      .normalize('NFKC')
      .replace(/[^\p{L}\p{N}_.+-]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50) || 'choice';
  let key = stem;
  for (let n = 2; Object.hasOwn(taken, key); n++) key = `${stem}-${n}`;
  return key;
}
