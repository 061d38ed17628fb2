import './ui.css';
import { type ReactNode, useEffect } from 'react';

interface PageHeaderProps {
  readonly title: string;
  /** A line under the title: number, state, dates. */
  readonly sub?: ReactNode;
  /** Buttons at the right; one of them primary at most. */
  readonly children?: ReactNode;
}

export function PageHeader({ title, sub, children }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · Holdfast`;
  }, [title]);
  return (
    <div className="page-header">
      <div className="page-title">
        <h1>{title}</h1>
        {sub && <div className="page-sub">{sub}</div>}
      </div>
      {children && <div className="page-actions">{children}</div>}
    </div>
  );
}
