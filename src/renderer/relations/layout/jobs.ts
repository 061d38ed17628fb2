import type { Point } from '../graph-view.ts';
import { forceLayout } from './force.ts';
import { framesLayout, type Links, placeNew, radialLayout } from './place.ts';

/** What the worker can be asked; boxes go by their place in a list. */
export type LayoutJob =
  | { readonly kind: 'force'; readonly count: number; readonly links: Links }
  | { readonly kind: 'radial'; readonly depths: readonly number[]; readonly links: Links }
  | {
      readonly kind: 'frames';
      readonly count: number;
      readonly frames: readonly (readonly number[])[];
      readonly links: Links;
      readonly aspect: number;
      readonly narrow: boolean;
    }
  | {
      readonly kind: 'add';
      readonly count: number;
      readonly known: readonly (Point | null)[];
      readonly links: Links;
      readonly way: 'down' | 'right' | 'any';
    };

export function runLayout(job: LayoutJob): Point[] {
  switch (job.kind) {
    case 'force':
      return forceLayout({ ids: Array.from({ length: job.count }, (_, i) => String(i)), links: job.links });
    case 'radial':
      return radialLayout(job.depths, job.links);
    case 'frames':
      return framesLayout(job.count, job.frames, job.links, job.aspect, job.narrow);
    case 'add':
      return placeNew(job.count, job.known, job.links, job.way);
  }
}
