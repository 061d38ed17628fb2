import './relations.css';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLocation, useParams, useSearchParams } from 'react-router';
import { orpc } from '../app/client.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { GraphPage } from './graph-page.tsx';
import { openView } from './saved-views.ts';
import { StartChooser } from './start-chooser.tsx';
import type { GraphStart } from './use-neighbourhood.ts';

/** Most assets of a selection that a graph starts from. */
const mostStarts = 2000;

/** Relations and impact: of what the address says, or of something to be chosen. */
export default function RelationsPage() {
  const { id } = useParams();
  const [search] = useSearchParams();
  const { state } = useLocation();
  const view = search.get('view');
  const filter = search.get('filter') ?? '';
  const chosen = (state as { assets?: unknown } | null)?.assets;
  const start = useMemo((): GraphStart => {
    if (id) return { roots: [id], filter: '' };
    if (filter) return { roots: [], filter };
    const roots = Array.isArray(chosen) ? chosen.filter((each) => typeof each === 'string') : [];
    return { roots: roots.slice(0, mostStarts), filter: '' };
  }, [id, filter, chosen]);
  if (view) return <SavedGraph key={view} id={view} />;
  if (start.roots.length === 0 && !start.filter) return <StartChooser />;
  const key = `${start.roots.join()} ${start.filter}`;
  return <GraphPage key={key} start={start} name={search.get('name')} open={null} />;
}

function SavedGraph({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(
    orpc.records.get.queryOptions({ input: { entity: 'graphView', id } }),
  );
  // Somebody else may save it meanwhile: what is on the screen stays as it was opened.
  const deleted = data?.deleted === true;
  const view = useMemo(() => (data && !deleted ? openView(data) : null), [data, deleted]);
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (deleted) return <StartChooser />;
  if (!view) return null;
  return <GraphPage start={view.start} name={view.name} open={view} />;
}
