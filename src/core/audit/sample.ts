import { createHash } from 'node:crypto';

/** One item that may be drawn. */
export interface Candidate {
  readonly id: string;
  readonly stratum: string;
}

/**
 * Draws a sample that can be drawn again: every item gets a number from the seed and its id (SHA-256), and those with the
 * smallest are taken. Whether an item is in depends on the seed and the items alone, not on their order or this machine.
 * With strata each class gets its share by the largest remainder, and at least one item as far as the size allows.
 * @param size how many; all when there are fewer
 */
export function drawSample(
  candidates: readonly Candidate[],
  seed: string,
  size: number,
  stratified: boolean,
): string[] {
  const ranked = candidates
    .map((one) => ({ ...one, rank: rankOf(seed, one.id) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  const most = Math.min(size, ranked.length);
  if (!stratified) return ranked.slice(0, most).map(({ id }) => id);
  const strata = new Map<string, string[]>();
  for (const { id, stratum } of ranked) {
    const ids = strata.get(stratum);
    if (ids) ids.push(id);
    else strata.set(stratum, [id]);
  }
  const shares = sharesOf(
    [...strata].map(([key, ids]) => ({ key, count: ids.length })),
    most,
  );
  const drawn = new Set([...strata].flatMap(([key, ids]) => ids.slice(0, shares.get(key) ?? 0)));
  return ranked.filter(({ id }) => drawn.has(id)).map(({ id }) => id);
}

function rankOf(seed: string, id: string): string {
  return createHash('sha256').update(`${seed}\n${id}`).digest('hex');
}

/** How many of each stratum: in proportion, no stratum without one where there is room for all of them. */
export function sharesOf(
  strata: ReadonlyArray<{ readonly key: string; readonly count: number }>,
  size: number,
): Map<string, number> {
  const total = strata.reduce((sum, { count }) => sum + count, 0);
  const sorted = [...strata].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  const least = sorted.length <= size ? 1 : 0;
  const exact = sorted.map(({ key, count }) => {
    const wanted = total === 0 ? 0 : (count * size) / total;
    return { key, count, wanted, share: Math.min(count, Math.max(least, Math.floor(wanted))) };
  });
  let left = size - exact.reduce((sum, { share }) => sum + share, 0);
  // Those that were raised to one may have taken too much from the large ones.
  for (const one of exact) {
    while (left < 0 && one.share > 1) {
      one.share--;
      left++;
    }
  }
  const order = [...exact].sort((a, b) => b.wanted - b.share - (a.wanted - a.share));
  for (let round = 0; left > 0 && round < size; round++) {
    for (const one of order) {
      if (left === 0 || one.share >= one.count) continue;
      one.share++;
      left--;
    }
  }
  return new Map(exact.map(({ key, share }) => [key, share]));
}
