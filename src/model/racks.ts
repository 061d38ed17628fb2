/** Rules of racks that core and pages share. Units count from 1; a thing takes its lowest unit and those above it. */

export type Face = 'front' | 'rear';
export type MountedOn = Face | 'both';

/** Height of a rack of which nothing is said. */
export const usualUnits = 42;

export interface Mounted {
  readonly id: string;
  /** Lowest unit. */
  readonly unit: number;
  readonly height: number;
  readonly face: MountedOn;
}

export function topUnit({ unit, height }: Pick<Mounted, 'unit' | 'height'>): number {
  return unit + height - 1;
}

export function fitsIn(units: number, one: Pick<Mounted, 'unit' | 'height'>): boolean {
  return one.unit >= 1 && topUnit(one) <= units;
}

const onSameFace = (a: MountedOn, b: MountedOn): boolean => a === b || a === 'both' || b === 'both';

/** Two things that would stand in one another. */
export function collide(a: Mounted, b: Mounted): boolean {
  return a.id !== b.id && onSameFace(a.face, b.face) && a.unit <= topUnit(b) && b.unit <= topUnit(a);
}

/** What stands where a thing is to go. */
export function inTheWay<T extends Mounted>(one: Mounted, others: readonly T[]): T | null {
  return others.find((other) => collide(one, other)) ?? null;
}

/** Units in which a face shows nothing, highest first. */
export function freeUnits(units: number, face: Face, mounted: readonly Mounted[]): number[] {
  const taken = new Set<number>();
  for (const one of mounted) {
    if (!onSameFace(one.face, face)) continue;
    for (let unit = one.unit; unit <= topUnit(one); unit++) taken.add(unit);
  }
  return Array.from({ length: units }, (_, i) => units - i).filter((unit) => !taken.has(unit));
}
