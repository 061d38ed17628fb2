/** A graph to be drawn, as every library is given it. */
export interface BenchGraph {
  readonly nodes: readonly {
    readonly id: string;
    readonly label: string;
    readonly x: number;
    readonly y: number;
  }[];
  readonly edges: readonly {
    readonly id: string;
    readonly source: string;
    readonly target: string;
    readonly label: string;
  }[];
}

/** One library with one graph on the screen. */
export interface Drawing {
  /** Runs the library's own force layout to its end; resolves when the result is drawn. */
  settle(): Promise<void>;
  /** Brings the whole graph into sight. */
  fit(): void;
  /** Shows boxes at the size in which they are read. */
  near(): void;
  pan(dx: number, dy: number): void;
  zoom(factor: number): void;
}

export type Library = 'cytoscape' | 'cytoscape-webgl' | 'sigma' | 'g6';

export type Open = (box: HTMLElement, graph: BenchGraph) => Promise<Drawing>;

export const boxSize = { width: 152, height: 42 } as const;
