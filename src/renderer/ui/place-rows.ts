/** Browsers can't draw taller boxes (Firefox stops at 17.8 million px): beyond it the scroll bar stands for more than its height. */
export const tallest = 16_000_000;
/** Rows drawn above and below what is seen, so that a wheel's step never shows a gap. */
const spare = 12;

interface View {
  /** Px that the box is scrolled by. */
  readonly scroll: number;
  /** Px of rows in sight. */
  readonly seen: number;
  readonly count: number;
  readonly rowHeight: number;
}

/** Places rows of one height in a scrolled box, which is no taller than a browser can draw. */
export function placeRows({ scroll, seen: height, count, rowHeight }: View) {
  const full = count * rowHeight;
  const drawn = Math.min(full, tallest);
  const seen = Math.max(rowHeight, height);
  const furthest = Math.max(0, full - seen);
  // How much of the rows passes for each px of the scroll bar; 1 unless the box had to be cut.
  const ratio = drawn > seen ? furthest / (drawn - seen) : 1;
  const offset = Math.min(scroll * ratio, furthest);
  return {
    first: Math.max(0, Math.floor(offset / rowHeight) - spare),
    /** Exclusive. */
    last: Math.min(count, Math.ceil((offset + seen) / rowHeight) + spare),
    height: drawn,
    top: (index: number): number => index * rowHeight + scroll - offset,
    /** How far to scroll so that a row is in sight; null when it is. */
    scrollTo(index: number): number | null {
      const top = index * rowHeight;
      if (top < offset) return top / ratio;
      if (top + rowHeight > offset + seen) return (top + rowHeight - seen) / ratio;
      return null;
    },
  };
}
