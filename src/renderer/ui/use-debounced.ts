import { useEffect, useState } from 'react';

/** The value as it was when it last rested for some milliseconds: what is typed is not searched letter by letter. */
export function useDebounced<T>(value: T, ms: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}
