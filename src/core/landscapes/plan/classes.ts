import type { Register } from '../../store/register.ts';

type Catalogue = Pick<Register['catalogue'], 'classPath'>;

/**
 * Whether a serial number, address or UUID of the one may be that of the other: a part and the machine around it never are
 * the same thing, nor are a machine and software.
 */
export function comparable(catalogue: Catalogue, a: unknown, b: unknown): boolean {
  if (typeof a !== 'string' || typeof b !== 'string' || a === b) return true;
  if ((a === 'component') !== (b === 'component') || (a === 'monitor') !== (b === 'monitor')) return false;
  return catalogue.classPath(a)[0]?.key === catalogue.classPath(b)[0]?.key;
}

/** Whether a record of the same name may be the same thing: of the same class, one above it, or its sister. */
export function sameKind(catalogue: Catalogue, a: unknown, b: unknown): boolean {
  if (typeof a !== 'string' || typeof b !== 'string' || a === b) return true;
  const [first, second] = [catalogue.classPath(a), catalogue.classPath(b)];
  if (first.some(({ key }) => key === b) || second.some(({ key }) => key === a)) return true;
  const parent = first.at(-1)?.parent;
  return parent !== null && parent === second.at(-1)?.parent && parent !== 'hardware' && parent !== 'network';
}

/** Whether a class is the other or stands above it, so that the other says more. */
export function isAbove(catalogue: Catalogue, above: string, below: string): boolean {
  return above !== below && catalogue.classPath(below).some(({ key }) => key === above);
}
