import { Component, type ReactNode } from 'react';
import { ErrorNote } from '../ui/error-note.tsx';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** Keeps a page's failure to the page: navigation and sync state stay. */
export class PageBoundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <div className="page">
        <h1>{this.props.title}</h1>
        <ErrorNote error={this.state.error} onRetry={() => this.setState({ error: null })} />
      </div>
    );
  }
}
