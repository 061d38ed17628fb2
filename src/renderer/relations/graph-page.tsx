import { Segmented } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { usePagePrefs } from '../app/prefs.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RefPicker } from '../ui/ref-picker.tsx';
import { useDebounced } from '../ui/use-debounced.ts';
import { GraphCanvas } from './graph-canvas.tsx';
import { type GraphSettings, GraphToolbar, ZoomButtons } from './graph-toolbar.tsx';
import type { GraphView } from './graph-view.ts';
import { groupAlike } from './group-alike.ts';
import { ImpactSide } from './impact-side.tsx';
import { Legend } from './legend.tsx';
import { carryingEdges, withImpact } from './merge-graphs.ts';
import { NodeDetail } from './node-detail.tsx';
import { NodeTable } from './node-table.tsx';
import { useLayout } from './use-layout.ts';
import { useHops, useImpact, useNeighbourhood } from './use-neighbourhood.ts';
import { viewGraph } from './view-graph.ts';

const initial: GraphSettings = { hops: 0, layout: 'layered', grouped: true, types: [], classes: [] };
const none: ReadonlySet<string> = new Set();
const nothing: ReadonlyMap<string, readonly string[]> = new Map();

/** The graph around one asset, and what falls with it. */
export function GraphPage({ root }: { root: string }) {
  const t = useT('relations');
  const language = useLanguage();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const impactMode = search.get('mode') === 'impact';
  const [settings, change] = usePagePrefs<GraphSettings>('relations', initial);
  const [opened, setOpened] = useState<readonly string[]>([]);
  const [picked, setPicked] = useState<string | null>(null);
  const [view, setView] = useState<GraphView | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another asset or filter starts from what it finds
  useEffect(() => {
    setOpened([]);
    setPicked(null);
  }, [root, settings.hops, settings.types.join(), settings.classes.join()]);

  const openedAssets = useMemo(() => opened.filter((id) => !id.startsWith('group ')), [opened]);
  const hops = useHops(root, settings.hops);
  const found = useNeighbourhood(root, { ...settings, hops }, openedAssets);
  const impact = useImpact(root, impactMode);
  const items = impactMode ? impact.items : undefined;
  const graph = useMemo(
    () => (found.graph && items ? withImpact(found.graph, items) : found.graph),
    [found.graph, items],
  );
  const affected = useMemo(
    () => (items ? new Map(items.map((item) => [item.id, item.effect])) : null),
    [items],
  );
  const drawn = useMemo(() => {
    if (!graph || (impactMode && !items)) return null;
    const single = new Set([root, ...openedAssets]);
    const grouped = settings.grouped
      ? groupAlike(graph, { single, opened: new Set(opened), affected })
      : { ...graph, groups: [], standsFor: nothing };
    const carrying = items ? carryingEdges(graph, items) : none;
    return {
      groups: new Set(grouped.groups.map((group) => group.id)),
      graph: viewGraph(
        grouped,
        { root, affected, carrying },
        {
          language,
          group: (count, name) => t('groupOf', { count, name }),
          more: (count) => t('moreOf', { count }),
          noClass: t('noClass'),
        },
      ),
    };
  }, [graph, items, impactMode, affected, root, opened, openedAssets, settings.grouped, language, t]);
  const { placed, busy, error } = useLayout(drawn?.graph ?? null, settings.layout, view);
  const slow = useDebounced(busy, 300) && busy;

  const expand = (id: string): void => setOpened((old) => (old.includes(id) ? old : [...old, id]));
  const pick = (id: string | null): void => {
    if (id !== null && drawn?.groups.has(id)) {
      expand(id);
      return;
    }
    setPicked(id);
    const node = graph?.nodes.find((each) => each.id === id);
    const shown = graph?.edges.filter((edge) => edge.source === id || edge.target === id).length ?? 0;
    if (id !== null && node && node.degree > shown) expand(id);
  };
  const rootNode = graph?.nodes.find((node) => node.id === root);
  const rootName = rootNode ? rootNode.name || rootNode.tag : '';
  const pickedNode = graph?.nodes.find((node) => node.id === picked);
  const title = !rootNode ? t('title') : t(impactMode ? 'impactTitle' : 'graphTitle', { name: rootName });
  const failed = found.error ?? impact.error ?? error;
  return (
    <div className="page relations-page">
      <PageHeader title={title} sub={rootNode ? <span className="code">{rootNode.tag}</span> : null}>
        <RefPicker
          entity="asset"
          className="relations-picker"
          value={null}
          placeholder={t('otherAsset')}
          ariaLabel={t('otherAsset')}
          onChange={(id) => id && void navigate(`/relations/${id}${impactMode ? '?mode=impact' : ''}`)}
        />
        <Segmented<'graph' | 'impact'>
          aria-label={t('mode')}
          value={impactMode ? 'impact' : 'graph'}
          options={[
            { value: 'graph', label: t('graph') },
            { value: 'impact', label: t('impact') },
          ]}
          onChange={(mode) => setSearch(mode === 'impact' ? { mode } : {}, { replace: true })}
        />
      </PageHeader>
      {failed !== null && failed !== undefined && <ErrorNote error={failed} onRetry={found.retry} />}
      <div className="relations-columns">
        <section className="panel graph-panel" aria-label={t('graph')}>
          <GraphToolbar hops={hops} settings={settings} onChange={change} />
          <div className="graph-area">
            <GraphCanvas
              placed={placed}
              picked={picked}
              anchor={opened.at(-1) === picked ? picked : null}
              label={t('drawn', { nodes: graph?.nodes.length ?? 0, edges: graph?.edges.length ?? 0 })}
              onPick={pick}
              onOpen={(id) => !drawn?.groups.has(id) && void navigate(`/assets/${id}`)}
              onReady={setView}
            />
            <ZoomButtons view={view} />
            {slow && (
              <p className="graph-busy" role="status">
                {t('placing')}
              </p>
            )}
            {graph?.truncated && (
              <p className="graph-cut" role="status">
                {t('cut', { count: graph.nodes.length })}
              </p>
            )}
          </div>
          <Legend impact={impactMode} />
        </section>
        <div className="relations-side">
          {impactMode && items && (
            <ImpactSide items={items} truncated={impact.truncated} picked={picked} onPick={setPicked} />
          )}
          {!impactMode && graph && (
            <NodeTable nodes={graph.nodes} picked={picked} affected={affected} onPick={setPicked} />
          )}
          {pickedNode && graph && (
            <NodeDetail
              node={pickedNode}
              graph={graph}
              root={root}
              opened={opened.includes(pickedNode.id)}
              onExpand={() => expand(pickedNode.id)}
              onPick={setPicked}
            />
          )}
        </div>
      </div>
    </div>
  );
}
