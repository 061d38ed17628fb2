import { Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import type { Graph } from '../../contract/api/index.ts';
import { useT } from '../i18n/index.ts';
import { EdgeTable } from './edge-table.tsx';
import { fold } from './fold.ts';
import { GraphSearch } from './graph-search.tsx';
import { NodeDetail } from './node-detail.tsx';
import { NodeTable } from './node-table.tsx';
import { type PathEnds, PathPanel } from './path-panel.tsx';
import type { Drawing } from './use-drawing.ts';
import type { Explorer } from './use-explorer.ts';
import type { PathAnswer } from './use-neighbourhood.ts';

interface GraphSideProps {
  readonly drawing: Drawing;
  /** All that was found, also what is hidden or collapsed. */
  readonly found: Graph | undefined;
  readonly impactMode: boolean;
  readonly roots: ReadonlySet<string>;
  readonly picked: string | null;
  readonly explorer: Explorer;
  readonly path: { readonly ends: PathEnds; readonly answer: PathAnswer } | null;
  readonly onEnds: (ends: PathEnds | null) => void;
  readonly onFound: (ids: ReadonlySet<string>) => void;
  readonly onPick: (id: string) => void;
  readonly onExpand: (id: string) => void;
  readonly onPin: (id: string) => void;
  readonly onUnpick: () => void;
  readonly onPath: (from: { id: string; name: string } | null) => void;
}

/** Beside the drawing: the same as lists, and what can be done with what is picked. */
export function GraphSide(props: GraphSideProps) {
  const { drawing, found, impactMode, roots, picked, explorer, path, onPick } = props;
  const t = useT('relations');
  const [list, setList] = useState<'nodes' | 'edges'>('nodes');
  const { graph, arranged } = drawing;
  const node = graph.nodes.find((each) => each.id === picked);
  const frame = arranged.frames.find((each) => each.id === picked);
  const collapsible = useMemo(() => {
    if (!picked) return false;
    if (explorer.content.opened.includes(picked)) return true;
    return fold(graph, new Set([picked])).nodes.length < graph.nodes.length;
  }, [graph, picked, explorer.content.opened]);
  const named = node ? { id: node.id, name: `${node.tag} ${node.name}`.trim() } : null;
  return (
    <>
      <div className="side-switch">
        {!impactMode && (
          <Segmented<'nodes' | 'edges'>
            aria-label={t('lists')}
            value={list}
            options={[
              { value: 'nodes', label: t('listNodes', { count: graph.nodes.length }) },
              { value: 'edges', label: t('listEdges', { count: graph.edges.length }) },
            ]}
            onChange={setList}
          />
        )}
        <GraphSearch nodes={graph.nodes} onFound={props.onFound} onPick={onPick} />
        <Button onClick={() => props.onPath(named)}>{t('path')}</Button>
      </div>
      {!impactMode && list === 'nodes' && (
        <NodeTable nodes={graph.nodes} picked={picked} affected={null} onPick={onPick} />
      )}
      {!impactMode && list === 'edges' && (
        <EdgeTable nodes={graph.nodes} edges={graph.edges} picked={picked} onPick={onPick} />
      )}
      {path && (
        <PathPanel
          ends={path.ends}
          answer={path.answer}
          onChange={props.onEnds}
          onPick={onPick}
          onClose={() => props.onEnds(null)}
        />
      )}
      {frame && (
        <section className="panel node-detail" aria-label={frame.title}>
          <h2>{frame.title}</h2>
          <p className="relations-hint">{t('frameCount', { count: frame.members.length })}</p>
          <div className="node-steps">
            <Button
              size="small"
              onClick={() => {
                explorer.closeFrame(frame.id);
                props.onUnpick();
              }}
            >
              {t('collapse')}
            </Button>
          </div>
        </section>
      )}
      {node && (
        <NodeDetail
          node={node}
          graph={found ?? { nodes: [...graph.nodes], edges: [...graph.edges] }}
          isStart={roots.has(node.id)}
          pinned={explorer.content.pinned.has(node.id)}
          collapsed={explorer.content.collapsed.includes(node.id)}
          collapsible={collapsible}
          onExpand={() => props.onExpand(node.id)}
          onCollapse={() => explorer.collapse(node.id)}
          onHide={() => {
            explorer.hide(node.id);
            props.onUnpick();
          }}
          onPin={() => props.onPin(node.id)}
          onPath={() => props.onPath(named)}
          onPick={onPick}
        />
      )}
    </>
  );
}
