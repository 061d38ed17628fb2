import type { Rows } from './rows.ts';

const nowhere = (): void => {};

/** A list that is here in full, as the virtual table wants it. Undefined: still on its way. */
export function arrayRows<T>(rows: readonly T[] | undefined, error: unknown = null): Rows<T> {
  return {
    count: rows?.length ?? 0,
    at: (index) => rows?.[index],
    show: nowhere,
    loading: rows === undefined && !error,
    error,
  };
}
