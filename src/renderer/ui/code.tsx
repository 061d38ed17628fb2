import './ui.css';
import type { ReactNode } from 'react';

/** Tags, serials, dates and money: monospace with figures of one width, so that columns line up. */
export function Code({ children }: { children: ReactNode }) {
  return <span className="code">{children}</span>;
}
