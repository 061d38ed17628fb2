import './ui.css';
import type { ReactNode } from 'react';

interface EmptyProps {
  readonly title: string;
  /** What the page is for, or why nothing is here. */
  readonly hint?: string;
  /** The first step: buttons or links. */
  readonly children?: ReactNode;
}

/** An empty place says what it is for and offers the first step. */
export function Empty({ title, hint, children }: EmptyProps) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {hint && <p>{hint}</p>}
      {children && <div className="empty-steps">{children}</div>}
    </div>
  );
}
