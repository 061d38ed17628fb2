import type { ClassIcon } from '../ui/class-icons.ts';

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
  /** A box that stands for many neighbours. */
  readonly group: boolean;
  /** Retired, sold ...: drawn faintly. */
  readonly gone: boolean;
  /** The class's picture and its colour. */
  readonly icon: ClassIcon;
  readonly colour: string;
  /** The frame around it: a place, a rack, a class. */
  readonly frame: string | null;
  /** It keeps its place. */
  readonly pinned: boolean;
  /** Found by the search, or a step of the path that was asked for. */
  readonly marked: boolean;
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
  /** Part of the path that was asked for. */
  readonly marked: boolean;
}

export interface ViewFrame {
  readonly id: string;
  readonly title: string;
}

export interface ViewGraph {
  readonly nodes: readonly ViewNode[];
  readonly edges: readonly ViewEdge[];
  /** Open frames; those without a node are left out. */
  readonly frames: readonly ViewFrame[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A part of the drawing, in px of an unscaled drawing. */
export interface Extent {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Centres of the boxes, in px of an unscaled drawing. */
export type Positions = ReadonlyMap<string, Point>;

/** Size of every box, in px of an unscaled drawing. */
export const boxSize = { width: 182, height: 42 } as const;

/** Room for the class's picture at the left of a box. */
export const iconRoom = 30;

/** Around the boxes of a frame, and over the frame for its name. */
export const framePad = { side: 14, name: 30 } as const;

export interface GraphColours {
  readonly dark: boolean;
  readonly text: string;
  readonly muted: string;
  readonly panel: string;
  readonly ground: string;
  readonly line: string;
  readonly selected: string;
  readonly primary: string;
  readonly bad: string;
  /** A breath of it over the panel; opaque, since arrows pass behind boxes. */
  readonly badSoft: string;
  readonly tones: Readonly<Record<NodeTone, string>>;
}

export interface GraphViewEvents {
  /** One click on a box or a frame; null for a click beside all. */
  readonly onPick: (id: string | null) => void;
  /** Two clicks on a box or a frame. */
  readonly onOpen: (id: string) => void;
  /** A box was dragged to a place of its own. */
  readonly onMove: (id: string, to: Point) => void;
  /** Another part of the drawing is in sight. */
  readonly onSight: (extent: Extent) => void;
}

export interface GraphView {
  /**
   * Draws a graph. What stood there before moves to its new place.
   * @param anchor a box that stays where it is on the screen; without it the whole graph is fitted in
   * @param keep neither: the drawing stays as it is, whatever comes or goes
   */
  show(graph: ViewGraph, positions: Positions, anchor?: string, keep?: boolean): void;
  /** Marks a box and, when `reveal` is asked for, brings it into sight. */
  pick(id: string | null, reveal: boolean): void;
  fit(): void;
  /** Brings a point of the drawing to the middle. */
  centre(at: Point): void;
  /** Width by height of the place to draw in. */
  aspect(): number;
  /** Above 1 larger, below 1 smaller. */
  zoom(factor: number): void;
  colour(colours: GraphColours): void;
  /** The whole drawing as a picture, at twice the size on the screen. */
  picture(): Promise<Blob>;
  destroy(): void;
}
