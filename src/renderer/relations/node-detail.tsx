import { Button } from 'antd';
import { useNavigate } from 'react-router';
import type { Graph, GraphNode } from '../../contract/api/index.ts';
import { statuses } from '../../model/lifecycle.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLanguage, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import { relationWord } from './view-graph.ts';

interface NodeDetailProps {
  readonly node: GraphNode;
  readonly graph: Pick<Graph, 'nodes' | 'edges'>;
  readonly isStart: boolean;
  readonly pinned: boolean;
  readonly collapsed: boolean;
  /** Something hangs on it that could be taken out of sight. */
  readonly collapsible: boolean;
  readonly onExpand: () => void;
  readonly onCollapse: () => void;
  readonly onHide: () => void;
  readonly onPin: () => void;
  readonly onPath: () => void;
  readonly onPick: (id: string) => void;
}

const mostListed = 40;

/** One asset of the graph: its relations in words, and what can be done from here. */
export function NodeDetail(props: NodeDetailProps) {
  const { node, graph, isStart, pinned, collapsed, collapsible } = props;
  const t = useT('relations');
  const language = useLanguage();
  const catalogue = useCatalogue();
  const navigate = useNavigate();
  const nameOf = new Map(graph.nodes.map((each) => [each.id, each.name || each.tag]));
  const own = graph.edges.filter((edge) => edge.source === node.id || edge.target === node.id);
  const more = node.degree - own.length;
  return (
    <section className="panel node-detail" aria-label={t('detail', { name: node.name || node.tag })}>
      <h2>{node.name || node.tag}</h2>
      <p className="node-line">
        <Code>{node.tag}</Code> <StatusDot choices={statuses} value={node.status} />
        <span>{catalogue.classOf(node.class)?.label[language] ?? node.class}</span>
      </p>
      <div className="node-steps">
        <Button size="small" onClick={() => void navigate(`/assets/${node.id}`)}>
          {t('open')}
        </Button>
        {!isStart && (
          <Button size="small" onClick={() => void navigate(`/relations/${node.id}`)}>
            {t('centre')}
          </Button>
        )}
        {(more > 0 || collapsed) && (
          <Button size="small" onClick={props.onExpand}>
            {collapsed ? t('expandAgain') : t('expand', { count: more })}
          </Button>
        )}
        {collapsible && !collapsed && (
          <Button size="small" onClick={props.onCollapse}>
            {t('collapse')}
          </Button>
        )}
        {!isStart && (
          <Button size="small" onClick={props.onHide}>
            {t('hide')}
          </Button>
        )}
        <Button size="small" onClick={props.onPin} aria-pressed={pinned}>
          {t(pinned ? 'unpin' : 'pin')}
        </Button>
        <Button size="small" onClick={props.onPath}>
          {t('pathFromHere')}
        </Button>
      </div>
      <ul className="node-relations">
        {own.slice(0, mostListed).map((edge) => {
          const out = edge.source === node.id;
          const other = out ? edge.target : edge.source;
          return (
            <li key={edge.id}>
              <span>{relationWord(edge.type, out ? 'out' : 'in', language, catalogue)}</span>{' '}
              <button type="button" className="relation-link" onClick={() => props.onPick(other)}>
                {nameOf.get(other)}
              </button>
              {edge.label && <small> {edge.label}</small>}
            </li>
          );
        })}
      </ul>
      {own.length > mostListed && (
        <p className="relations-hint">{t('moreRelations', { count: own.length - mostListed })}</p>
      )}
    </section>
  );
}
