/**
 * The seam between the page and whatever draws the graph. Positions come from outside (see layout/), so that
 * another drawing library needs nothing but this.
 */

/** calm: not affected, where it is about failure; plain: where it is not. */
export type NodeRole = 'root' | 'failing' | 'down' | 'degraded' | 'calm' | 'plain';
export type NodeTone = 'ok' | 'warning' | 'bad' | 'info' | 'pending' | 'neutral';

export interface ViewNode {
  readonly id: string;
  /** First line, already short enough for the box. */
  readonly title: string;
  /** Second line: tag, state in words, what more there is. */
  readonly sub: string;
  readonly role: NodeRole;
  /** State of the asset; drawn as border colour and border style. */
  readonly tone: NodeTone;
  /** A box that stands for many like neighbours. */
  readonly group: boolean;
  /** Retired, sold ...: drawn faintly. */
  readonly gone: boolean;
}

export interface ViewEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** The relation in a word. */
  readonly label: string;
  /** The same with its ports. */
  readonly full: string;
  /** Failure passes along it. */
  readonly carries: boolean;
}

export interface ViewGraph {
  readonly nodes: readonly ViewNode[];
  readonly edges: readonly ViewEdge[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Centres of the boxes, in px of an unscaled drawing. */
export type Positions = ReadonlyMap<string, Point>;

/** Size of every box, in px of an unscaled drawing. */
export const boxSize = { width: 152, height: 42 } as const;

export interface GraphColours {
  readonly text: string;
  readonly muted: string;
  readonly panel: string;
  readonly line: string;
  readonly selected: string;
  readonly primary: string;
  readonly bad: string;
  /** A breath of it over the panel; opaque, since arrows pass behind boxes. */
  readonly badSoft: string;
  readonly tones: Readonly<Record<NodeTone, string>>;
}

export interface GraphViewEvents {
  /** One click on a box; null for a click beside all boxes. */
  readonly onPick: (id: string | null) => void;
  /** Two clicks on a box. */
  readonly onOpen: (id: string) => void;
}

export interface GraphView {
  /**
   * Draws a graph. What stood there before moves to its new place.
   * @param anchor a box that stays where it is on the screen; without it the whole graph is fitted in
   */
  show(graph: ViewGraph, positions: Positions, anchor?: string): void;
  /** Marks a box and, when `reveal` is asked for, brings it into sight. */
  pick(id: string | null, reveal: boolean): void;
  fit(): void;
  /** Width by height of the place to draw in. */
  aspect(): number;
  /** Above 1 larger, below 1 smaller. */
  zoom(factor: number): void;
  colour(colours: GraphColours): void;
  destroy(): void;
}
