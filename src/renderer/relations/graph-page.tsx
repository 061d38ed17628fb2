import { Segmented } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RefPicker } from '../ui/ref-picker.tsx';
import { useDebounced } from '../ui/use-debounced.ts';
import { ExportMenu } from './export-menu.tsx';
import { GraphCanvas } from './graph-canvas.tsx';
import { GraphNotes } from './graph-notes.tsx';
import { GraphSide } from './graph-side.tsx';
import { GraphToolbar, ZoomButtons } from './graph-toolbar.tsx';
import type { Extent, GraphView } from './graph-view.ts';
import { ImpactSide } from './impact-side.tsx';
import { Legend } from './legend.tsx';
import { mergeGraphs } from './merge-graphs.ts';
import { Minimap } from './minimap.tsx';
import type { PathEnds } from './path-panel.tsx';
import { useDrawing } from './use-drawing.ts';
import { type OpenView, useExplorer } from './use-explorer.ts';
import { useLayout } from './use-layout.ts';
import {
  type GraphStart,
  pathGraph,
  useHops,
  useImpact,
  useNeighbourhood,
  usePath,
  useReach,
} from './use-neighbourhood.ts';
import { useSay } from './use-say.ts';
import { ViewsMenu } from './views-menu.tsx';

interface GraphPageProps {
  readonly start: GraphStart;
  /** What the start is called, where it is not one asset. */
  readonly name: string | null;
  readonly open: OpenView | null;
}

const none: ReadonlySet<string> = new Set();
const noEnds: PathEnds = { from: null, to: null };

/** The graph around where it starts, and what falls with it. */
export function GraphPage({ start, name, open }: GraphPageProps) {
  const t = useT('relations');
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const impactMode = search.get('mode') === 'impact' && start.roots.length > 0;
  const explorer = useExplorer(open);
  const { settings, content } = explorer;
  const [picked, setPicked] = useState<string | null>(null);
  const [anchor, setAnchor] = useState<string | null>(null);
  const [view, setView] = useState<GraphView | null>(null);
  const [sight, setSight] = useState<Extent | null>(null);
  const [matches, setMatches] = useState<ReadonlySet<string>>(none);
  const [ends, setEnds] = useState<PathEnds | null>(null);
  const [turn, setTurn] = useState(0);

  const hops = useHops(start, settings.hops === 0 ? -1 : Math.max(0, settings.hops));
  const filter = { ...settings, hops };
  const openedAssets = useMemo(() => content.opened.filter((id) => !id.includes(' ')), [content.opened]);
  const found = useNeighbourhood(start, filter, openedAssets);
  const path = usePath(ends?.from?.id ?? null, ends?.to?.id ?? null, settings);
  const reach = useReach(start, filter, found.graph?.truncated === true);
  const impact = useImpact(start.roots, impactMode);
  const whole = useMemo(() => {
    if (!found.graph || !path.steps) return found.graph;
    const known = new Map(found.graph.nodes.map(({ id, depth }) => [id, depth]));
    return mergeGraphs(found.graph, [{ at: '', graph: pathGraph(path.steps, known) }]);
  }, [found.graph, path.steps]);
  const marks = useMemo(() => {
    if (!path.steps) return { nodes: matches, edges: none };
    const nodes = new Set([...matches, ...path.steps.map(({ asset }) => asset.id)]);
    return { nodes, edges: new Set(path.steps.flatMap(({ relation }) => relation?.id ?? [])) };
  }, [path.steps, matches]);
  const roots = useMemo(() => new Set(start.roots), [start.roots]);
  const items = impactMode ? (impact.items ?? null) : undefined;
  const drawing = useDrawing(whole, roots, explorer, items, marks);
  const { layout, grouped, direction, types, classes } = settings;
  const ground = [turn, layout, grouped, hops, direction, impactMode, types, classes].map(String).join(' ');
  const { placed, busy, error } = useLayout(
    drawing?.view ?? null,
    {
      kind: settings.layout,
      ground,
      depths: drawing?.depths ?? new Map(),
      pinned: content.pinned,
      saved: turn === 0 && !explorer.changed ? (open?.positions ?? null) : null,
    },
    view,
  );
  const slow = useDebounced(busy, 300) && busy;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter starts from what it finds
  useEffect(
    () => setPicked(null),
    [hops, settings.types.join(), settings.classes.join(), settings.direction],
  );

  const expand = (id: string): void => {
    setAnchor(id);
    explorer.expand(id);
  };
  const isGroup = (id: string): boolean => id.includes(' ') && !id.startsWith('frame ');
  const closedFrame = (id: string): boolean =>
    drawing?.arranged.groups.some((group) => group.id === id) ?? false;
  /** What is drawn within a group is brought out of it. */
  const reveal = (id: string): void => {
    const box = drawing?.boxOf.get(id);
    if (box !== undefined) explorer.expand(box);
    setPicked(id);
  };
  const pick = (id: string | null): void => {
    if (id !== null && (isGroup(id) || closedFrame(id))) {
      expand(id);
      return;
    }
    setPicked(id);
    setAnchor(id);
  };
  const startNode = found.graph?.nodes.find((node) => node.id === start.roots[0]);
  const single = start.roots.length === 1 && !start.filter;
  const rootName = startNode ? startNode.name || startNode.tag : '';
  const startCount = found.graph?.starts ?? start.roots.length;
  const title = open
    ? open.name
    : impactMode
      ? single
        ? t('impactTitle', { name: rootName })
        : t('impactTitleMany', { count: start.roots.length })
      : single
        ? startNode
          ? t('graphTitle', { name: rootName })
          : t('title')
        : name
          ? t('graphTitle', { name })
          : t('graphTitleMany', { count: startCount });
  const pinAt = (id: string): void => {
    const at = placed?.positions.get(id);
    explorer.pin(id, content.pinned.has(id) ? null : (at ?? null));
  };
  const onKey = (key: string, id: string): boolean => {
    if (key === 'Enter') {
      if (isGroup(id) || closedFrame(id)) expand(id);
      else void navigate(`/assets/${id}`);
    } else if (key === '+' || key === '=') expand(id);
    else if (key === '-') explorer.collapse(id);
    else if (key === 'h' || key === 'H') {
      if (roots.has(id)) return false;
      explorer.hide(id);
      setPicked(null);
    } else if (key === 'p' || key === 'P') pinAt(id);
    else if (key === 'Escape') setPicked(null);
    else return false;
    return true;
  };
  /** Two clicks: more of it, or, where all is shown, less. */
  const toggle = (id: string): void => {
    if (id.startsWith('frame ')) {
      explorer.closeFrame(id);
      return;
    }
    if (id.includes(' ')) return;
    const node = found.graph?.nodes.find((each) => each.id === id);
    const shown = found.graph?.edges.filter((edge) => edge.source === id || edge.target === id).length ?? 0;
    const fuller = content.collapsed.includes(id) || (node !== undefined && node.degree > shown);
    if (fuller && !content.opened.includes(id)) expand(id);
    else explorer.collapse(id);
  };
  const say = useSay(drawing);
  const failed = found.error ?? impact.error ?? error;
  return (
    <div className="page relations-page">
      <PageHeader
        title={title}
        sub={single && startNode ? <span className="code">{startNode.tag}</span> : null}
      >
        <RefPicker
          entity="asset"
          className="relations-picker"
          value={null}
          placeholder={t('otherAsset')}
          ariaLabel={t('otherAsset')}
          onChange={(id) => id && void navigate(`/relations/${id}${impactMode ? '?mode=impact' : ''}`)}
        />
        {start.roots.length > 0 && !open && (
          <Segmented<'graph' | 'impact'>
            aria-label={t('mode')}
            value={impactMode ? 'impact' : 'graph'}
            options={[
              { value: 'graph', label: t('graph') },
              { value: 'impact', label: t('impact') },
            ]}
            onChange={(mode) => setSearch(mode === 'impact' ? { mode } : {}, { replace: true })}
          />
        )}
        <ViewsMenu
          open={open}
          changed={explorer.changed}
          content={() => (placed ? { start, settings, content, positions: placed.positions } : null)}
          onSaved={explorer.saved}
        />
        <ExportMenu title={title} view={view} placed={placed} drawing={drawing} types={settings.types} />
      </PageHeader>
      {failed !== null && failed !== undefined && <ErrorNote error={failed} onRetry={found.retry} />}
      <div className="relations-columns">
        <section className="panel graph-panel" aria-label={t('graph')}>
          <GraphToolbar hops={Math.max(0, hops)} settings={settings} onChange={explorer.change} />
          <GraphNotes
            listed={drawing?.graph.nodes.length ?? 0}
            drawn={drawing?.view.nodes.length ?? 0}
            reduced={drawing?.arranged.reduced ?? false}
            truncated={found.graph?.truncated ?? false}
            reach={reach}
            hidden={content.hidden.length}
            onShowHidden={explorer.showHidden}
          />
          <div className="graph-area">
            <GraphCanvas
              placed={placed}
              picked={picked}
              anchor={anchor}
              label={t('drawn', {
                nodes: drawing?.graph.nodes.length ?? 0,
                edges: drawing?.graph.edges.length ?? 0,
              })}
              say={say}
              onPick={pick}
              onWalk={(id) => {
                setPicked(id);
                setAnchor(id);
              }}
              onOpen={toggle}
              onMove={explorer.pin}
              onSight={setSight}
              onKey={onKey}
              onReady={setView}
            />
            <ZoomButtons
              view={view}
              onArrange={() => {
                setAnchor(null);
                setTurn(turn + 1);
              }}
            />
            <Minimap placed={placed} sight={sight} onCentre={(at) => view?.centre(at)} />
            {slow && (
              <p className="graph-busy" role="status">
                {t('placing')}
              </p>
            )}
          </div>
          <Legend impact={impactMode} />
        </section>
        <div className="relations-side">
          {impactMode && impact.items ? (
            <ImpactSide items={impact.items} truncated={impact.truncated} picked={picked} onPick={reveal} />
          ) : null}
          {drawing && (
            <GraphSide
              drawing={drawing}
              found={whole}
              impactMode={impactMode}
              roots={roots}
              picked={picked}
              explorer={explorer}
              path={ends ? { ends, answer: path } : null}
              onEnds={setEnds}
              onFound={setMatches}
              onPick={reveal}
              onExpand={expand}
              onPin={pinAt}
              onUnpick={() => setPicked(null)}
              onPath={(from) => setEnds({ ...noEnds, from })}
            />
          )}
        </div>
      </div>
    </div>
  );
}
