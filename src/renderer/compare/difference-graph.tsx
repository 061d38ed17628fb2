import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CompareInput, DifferenceLine } from '../../contract/api/index.ts';
import { orpc } from '../app/client.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Dot } from '../ui/status-dot.tsx';
import { kindTones } from './difference-list.tsx';

type Kind = DifferenceLine['kind'];

/** More boxes than this nobody reads; the list has them all. */
const mostNodes = 60;
const box = { width: 150, height: 40, gapX: 60, gapY: 26 };

interface Node {
  readonly id: string;
  readonly tag: string;
  readonly name: string;
  /** Null: only what is related to it differs. */
  readonly kind: Kind | null;
}

interface Edge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly label: string;
  readonly kind: Kind;
}

/**
 * What became of assets and their relations, coloured, each with its word and line style too. Assets that relations connect stand in
 * columns from source to target, the others in rows below.
 */
export function DifferenceGraph({ query }: { query: CompareInput }) {
  const t = useT('past');
  const language = useLanguage();
  const { data, error } = useQuery(
    orpc.compare.lines.queryOptions({ input: { ...query, offset: 0, limit: 500, language } }),
  );
  const drawn = useMemo(() => (data ? draw(data.lines) : null), [data]);
  if (error) return <ErrorNote error={error} />;
  if (!drawn) return null;
  if (drawn.nodes.length === 0) return <Empty title={t('noDifference')} hint={t('noDifferenceHint')} />;
  const words = { added: t('addedWord'), removed: t('removedWord'), changed: t('changedWord') };
  return (
    <div className="difference-graph">
      <p className="difference-legend">
        {(['added', 'removed', 'changed'] as const).map((kind) => (
          <Dot key={kind} tone={kindTones[kind]}>
            {words[kind]}
          </Dot>
        ))}
        {drawn.more && <span role="status">{t('graphMore', { shown: mostNodes })}</span>}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <section className="difference-canvas" tabIndex={0} aria-label={t('graph')}>
        <svg
          role="img"
          width={drawn.width}
          height={drawn.height}
          aria-label={t('graphLabel', { nodes: drawn.nodes.length, edges: drawn.edges.length })}
        >
          <defs>
            <marker
              id="difference-arrow"
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto"
            >
              <path d="M0 0L8 4L0 8z" fill="context-stroke" />
            </marker>
          </defs>
          {drawn.edges.map((edge) => (
            <EdgeLine key={edge.id} edge={edge} at={drawn.at} word={words[edge.kind]} />
          ))}
          {drawn.nodes.map((node) => {
            const shape = (
              <NodeBox key={node.id} node={node} at={drawn.at} word={node.kind && words[node.kind]} />
            );
            // What is gone has no card to open.
            if (node.kind === 'removed') return shape;
            return (
              <a key={node.id} href={`#/assets/${node.id}`}>
                {shape}
              </a>
            );
          })}
        </svg>
      </section>
    </div>
  );
}

function NodeBox({ node, at, word }: { node: Node; at: Drawn['at']; word: string | null }) {
  const { x, y } = at.get(node.id) ?? { x: 0, y: 0 };
  return (
    <g transform={`translate(${x} ${y})`} className={`difference-node is-${node.kind ?? 'same'}`}>
      <title>{[node.tag, node.name, word].filter(Boolean).join(' ')}</title>
      <rect width={box.width} height={box.height} rx={5} />
      <text x={10} y={17}>
        {short(node.name || node.tag, 11)}
      </text>
      <text x={10} y={33} className="sub">
        {[short(node.tag, 14), word].filter(Boolean).join(' · ')}
      </text>
    </g>
  );
}

function EdgeLine({ edge, at, word }: { edge: Edge; at: Drawn['at']; word: string }) {
  const [from, to] = [at.get(edge.source), at.get(edge.target)];
  if (!from || !to) return null;
  const forward = to.x > from.x;
  const [x1, x2] = forward ? [from.x + box.width, to.x] : [from.x, to.x + box.width];
  const [y1, y2] = [from.y + box.height / 2, to.y + box.height / 2];
  const middle = (x1 + x2) / 2;
  return (
    <g className={`difference-edge is-${edge.kind}`}>
      <title>{`${edge.label} · ${word}`}</title>
      <path
        d={`M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`}
        markerEnd="url(#difference-arrow)"
      />
      <text x={middle} y={(y1 + y2) / 2 - 4} textAnchor="middle">
        {edge.label}
      </text>
    </g>
  );
}

/** Chinese characters take twice the room of Latin ones. */
function short(text: string, wide: number): string {
  let room = wide * 2;
  let out = '';
  for (const char of text) {
    room -= char.charCodeAt(0) > 0x2e7f ? 2 : 1;
    if (room < 0) return `${out}…`;
    out += char;
  }
  return out;
}

interface Drawn {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly at: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  readonly width: number;
  readonly height: number;
  readonly more: boolean;
}

function draw(lines: readonly DifferenceLine[]): Drawn {
  const nodes = new Map<string, Node>();
  const edges: Edge[] = [];
  // Relations first: what hangs together is what the picture is for.
  for (const line of [...lines].sort((a, b) => (a.entity < b.entity ? 1 : -1))) {
    if (line.entity === 'asset') {
      nodes.set(line.asset.id, { ...line.asset, kind: line.kind });
    } else if (line.target) {
      for (const end of [line.asset, line.target])
        if (!nodes.has(end.id)) nodes.set(end.id, { ...end, kind: null });
      edges.push({
        id: line.id,
        source: line.asset.id,
        target: line.target.id,
        label: line.typeText,
        kind: line.kind,
      });
    }
  }
  const shown = [...nodes.values()].slice(0, mostNodes);
  const ids = new Set(shown.map(({ id }) => id));
  const kept = edges.filter(({ source, target }) => ids.has(source) && ids.has(target));
  const placed = place(shown, kept);
  return { nodes: shown, edges: kept, ...placed, more: nodes.size > shown.length };
}

function place(nodes: readonly Node[], edges: readonly Edge[]): Pick<Drawn, 'at' | 'width' | 'height'> {
  const layer = new Map<string, number>();
  const linked = new Set(edges.flatMap(({ source, target }) => [source, target]));
  for (const id of linked) layer.set(id, 0);
  // The longest way from a source; a circle ends after as many rounds as there are columns to see.
  for (let round = 0; round < 5; round++) {
    for (const { source, target } of edges) {
      const next = (layer.get(source) ?? 0) + 1;
      if (source !== target && next > (layer.get(target) ?? 0) && next <= 5) layer.set(target, next);
    }
  }
  const used = new Map<number, number>();
  const at = new Map<string, { x: number; y: number }>();
  const stepX = box.width + box.gapX + 40;
  const stepY = box.height + box.gapY;
  for (const { id } of nodes) {
    const column = layer.get(id);
    if (column === undefined) continue;
    const row = used.get(column) ?? 0;
    used.set(column, row + 1);
    at.set(id, { x: 12 + column * stepX, y: 12 + row * stepY });
  }
  const top = 12 + Math.max(0, ...used.values()) * stepY;
  const alone = nodes.filter(({ id }) => !at.has(id));
  const perRow = 6;
  alone.forEach(({ id }, i) => {
    at.set(id, {
      x: 12 + (i % perRow) * (box.width + 24),
      y: top + (used.size > 0 ? 14 : 0) + Math.floor(i / perRow) * stepY,
    });
  });
  const all = [...at.values()];
  return {
    at,
    width: Math.max(...all.map(({ x }) => x)) + box.width + 12,
    height: Math.max(...all.map(({ y }) => y)) + box.height + 12,
  };
}
