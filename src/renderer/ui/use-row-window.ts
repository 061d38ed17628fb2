import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';
import { placeRows } from './place-rows.ts';

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
    if (!element) return undefined;
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

  const seen = view.height - headHeight;
  const placed = placeRows({ scroll: view.scroll, seen, count, rowHeight });
  const reveal = useCallback(
    (index: number) => {
      const element = box.current;
      if (!element) return;
      const to = placeRows({ scroll: element.scrollTop, seen, count, rowHeight }).scrollTo(index);
      if (to !== null) element.scrollTop = to;
    },
    [box, seen, count, rowHeight],
  );
  return { ...placed, reveal };
}
