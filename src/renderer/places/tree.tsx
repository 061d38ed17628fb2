import { useQueries } from '@tanstack/react-query';
import { Skeleton, Tree } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { Row } from '../../contract/api/index.ts';
import { locationKinds } from '../../model/choices.ts';
import type { Label } from '../../model/types.ts';
import { orpc } from '../app/client.ts';
import { queryClient } from '../app/query-client.ts';
import { useLabel } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import type { PlaceKind } from './kinds.ts';

/** Children of one place that a tree shows; more are found by the search. */
const mostChildren = 1000;

interface PlaceTreeProps {
  readonly kind: PlaceKind;
  readonly openId: string | undefined;
  readonly onOpen: (id: string) => void;
  readonly label: string;
  readonly empty: ReactNode;
}

interface Node {
  key: string;
  title: ReactNode;
  isLeaf?: boolean;
  children?: Node[];
}

/** A tree of places or departments; the children of a node are fetched when it is opened. */
export function PlaceTree({ kind, openId, onOpen, label, empty }: PlaceTreeProps) {
  const word = useLabel();
  const [expanded, setExpanded] = useState<readonly string[]>([]);
  useOpenedWay(kind, openId, setExpanded);
  const parents = ['', ...expanded];
  const answers = useQueries({
    queries: parents.map((parent) =>
      orpc.records.page.queryOptions({
        input: {
          entity: kind,
          filter: `parent=${parent}`,
          sort: { field: 'name', descending: false },
          offset: 0,
          limit: mostChildren,
        },
      }),
    ),
  });
  const children = new Map<string, readonly Row[]>();
  parents.forEach((parent, i) => {
    const rows = answers[i]?.data?.rows;
    if (rows) children.set(parent, rows);
  });
  const error = answers.find((answer) => answer.error)?.error;
  if (error) return <ErrorNote error={error} />;
  const roots = children.get('');
  if (!roots) return <Skeleton active className="places-tree panel" />;
  if (roots.length === 0) return <div className="panel places-tree">{empty}</div>;
  const nodes = (rows: readonly Row[]): Node[] =>
    rows.map((row) => {
      const below = children.get(row.id);
      const type = (locationKinds as Readonly<Record<string, { label: Label }>>)[String(row.values.kind)];
      return {
        key: row.id,
        title: (
          <>
            {String(row.values.name ?? '')} {type && <small>{word(type.label)}</small>}
          </>
        ),
        ...(below?.length === 0 ? { isLeaf: true } : {}),
        ...(below && below.length > 0 ? { children: nodes(below) } : {}),
      };
    });
  return (
    <div className="panel places-tree">
      <Tree<Node>
        aria-label={label}
        blockNode
        treeData={nodes(roots)}
        expandedKeys={[...expanded]}
        selectedKeys={openId ? [openId] : []}
        onExpand={(keys) => setExpanded(keys.map(String))}
        loadData={(node) => {
          setExpanded((old) => (old.includes(node.key) ? old : [...old, node.key]));
          return Promise.resolve();
        }}
        onSelect={(_, { node }) => onOpen(node.key)}
      />
    </div>
  );
}

/** Opens the tree down to the chosen place, however it was come to: by the search, a link or as a new one. */
function useOpenedWay(
  kind: PlaceKind,
  openId: string | undefined,
  setExpanded: (change: (old: readonly string[]) => readonly string[]) => void,
): void {
  useEffect(() => {
    let stale = false;
    const climb = async (): Promise<void> => {
      const way: string[] = [];
      let at = openId;
      while (at !== undefined && !way.includes(at)) {
        const record = await queryClient.fetchQuery(
          orpc.records.get.queryOptions({ input: { entity: kind, id: at } }),
        );
        const { parent } = record.values;
        at = typeof parent === 'string' ? parent : undefined;
        if (at !== undefined) way.push(at);
      }
      if (!stale && way.length > 0) setExpanded((old) => [...new Set([...old, ...way])]);
    };
    // The card beside the tree says what is wrong with a place that can't be read.
    climb().catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [kind, openId, setExpanded]);
}
