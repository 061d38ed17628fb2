import { Button } from 'antd';
import { useNavigate } from 'react-router';
import type { Graph, GraphNode } from '../../contract/api/index.ts';
import { statuses } from '../../model/lifecycle.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import { relationWord } from './view-graph.ts';

interface NodeDetailProps {
  readonly node: GraphNode;
  readonly graph: Graph;
  readonly root: string;
  readonly opened: boolean;
  readonly onExpand: () => void;
  readonly onPick: (id: string) => void;
}

const mostListed = 40;

/** One asset of the graph: its relations in words, and what can be done from here. */
export function NodeDetail({ node, graph, root, opened, onExpand, onPick }: NodeDetailProps) {
  const t = useT('relations');
  const language = useLanguage();
  const navigate = useNavigate();
  const nameOf = new Map(graph.nodes.map((each) => [each.id, each.name || each.tag]));
  const own = graph.edges.filter((edge) => edge.source === node.id || edge.target === node.id);
  const more = node.degree - own.length;
  return (
    <section className="panel node-detail" aria-label={t('detail', { name: node.name || node.tag })}>
      <h2>{node.name || node.tag}</h2>
      <p className="node-line">
        <Code>{node.tag}</Code> <StatusDot choices={statuses} value={node.status} />
      </p>
      <div className="node-steps">
        <Button size="small" onClick={() => void navigate(`/assets/${node.id}`)}>
          {t('open')}
        </Button>
        {node.id !== root && (
          <Button size="small" onClick={() => void navigate(`/relations/${node.id}`)}>
            {t('centre')}
          </Button>
        )}
        {more > 0 && !opened && (
          <Button size="small" onClick={onExpand}>
            {t('expand', { count: more })}
          </Button>
        )}
      </div>
      <ul className="node-relations">
        {own.slice(0, mostListed).map((edge) => {
          const out = edge.source === node.id;
          const other = out ? edge.target : edge.source;
          return (
            <li key={edge.id}>
              <span>{relationWord(edge.type, out ? 'out' : 'in', language)}</span>{' '}
              <button type="button" className="relation-link" onClick={() => onPick(other)}>
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
