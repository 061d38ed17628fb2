import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';

/** Browsers can't draw taller boxes (Firefox stops at 17.8 million px): beyond it the scroll bar stands for more than its height. */
const tallest = 16_000_000;
/** Rows drawn above and below what is seen, so that a wheel's step never shows a gap. */
const spare = 12;

export interface RowWindow {
  readonly first: number;
  /** Exclusive. */
  readonly last: number;
  /** Height of the scrolled box, in px. */
  readonly height: number;
  /** Where a row stands in the scrolled box, in px from its top. */
  top(index: number): number;
  /** Scrolls just as far as needed to have the row in sight. */
  reveal(index: number): void;
}

/**
 * Which rows of one height are in sight of a scrolling box with a sticky header. Any number of rows: the
 * general-purpose windowing libraries keep a measurement for each row and end at the browser's tallest box.
 *
 * @param headHeight px that the sticky header covers
 */
export function useRowWindow(
  box: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  headHeight: number,
): RowWindow {
  const [view, setView] = useState({ scroll: 0, height: 600 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const read = (): void =>
      setView((old) =>
        old.scroll === element.scrollTop && old.height === element.clientHeight
          ? old
          : { scroll: element.scrollTop, height: element.clientHeight },
      );
    read();
    element.addEventListener('scroll', read, { passive: true });
    const resize = new ResizeObserver(read);
    resize.observe(element);
    return () => {
      element.removeEventListener('scroll', read);
      resize.disconnect();
    };
  }, [box]);

  const full = count * rowHeight;
  const height = Math.min(full, tallest);
  const seen = Math.max(rowHeight, view.height - headHeight);
  // How much of the rows passes for each px of the scroll bar; 1 unless the box had to be cut.
  const ratio = height > seen ? (full - seen) / (height - seen) : 1;
  const offset = Math.min(view.scroll * ratio, Math.max(0, full - seen));
  const first = Math.max(0, Math.floor(offset / rowHeight) - spare);
  const last = Math.min(count, Math.ceil((offset + seen) / rowHeight) + spare);

  const reveal = useCallback(
    (index: number) => {
      const element = box.current;
      if (!element) return;
      const now = Math.min(element.scrollTop * ratio, Math.max(0, full - seen));
      const top = index * rowHeight;
      if (top < now) element.scrollTop = top / ratio;
      else if (top + rowHeight > now + seen) element.scrollTop = (top + rowHeight - seen) / ratio;
    },
    [box, ratio, full, seen, rowHeight],
  );
  const shift = view.scroll - offset;
  return { first, last, height, top: (index) => index * rowHeight + shift, reveal };
}
