import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useMemo, useState } from 'react';
import type { GraphNode } from '../../contract/api/index.ts';
import { useT } from '../i18n/index.ts';

interface GraphSearchProps {
  readonly nodes: readonly GraphNode[];
  readonly onFound: (ids: ReadonlySet<string>) => void;
  readonly onPick: (id: string) => void;
}

/** Finds tags and names within the graph; Enter goes from one to the next. */
export function GraphSearch({ nodes, onFound, onPick }: GraphSearchProps) {
  const t = useT('relations');
  const [text, setText] = useState('');
  const [at, setAt] = useState(-1);
  const found = useMemo(() => matching(nodes, text), [nodes, text]);
  const type = (value: string): void => {
    setText(value);
    setAt(-1);
    onFound(new Set(matching(nodes, value)));
  };
  const next = (step: number): void => {
    if (found.length === 0) return;
    const to = (at + step + found.length) % found.length;
    setAt(to);
    onPick(found[to] as string);
  };
  const count = text.trim() === '' ? '' : at < 0 ? `${found.length}` : `${at + 1}/${found.length}`;
  return (
    <Input
      className="graph-search"
      aria-label={t('searchInside')}
      placeholder={t('searchInside')}
      prefix={<SearchOutlined aria-hidden="true" />}
      suffix={<span role="status">{count}</span>}
      value={text}
      allowClear
      onChange={(event) => type(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        next(event.shiftKey ? -1 : 1);
      }}
    />
  );
}

function matching(nodes: readonly GraphNode[], text: string): string[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return nodes
    .filter(({ tag, name }) => {
      const own = `${tag} ${name}`.toLowerCase();
      return words.every((word) => own.includes(word));
    })
    .map(({ id }) => id);
}
