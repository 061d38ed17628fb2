import { useMemo, useState } from 'react';
import { type PlaceNode, searchPlaces } from './locations.ts';

/**
 * Searching a tree picker: what matches is listed flat, with its path, so that the first arrow goes to the first match and
 * not to an ancestor of it.
 */
export function useTreeSearch(tree: readonly PlaceNode[]) {
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const treeData = useMemo(
    () => (wanted === '' ? [...tree] : searchPlaces(tree, wanted).map(withPath)),
    [tree, wanted],
  );
  return { treeData, showSearch: { filterTreeNode: false as const, searchValue: text, onSearch: setText } };
}

function withPath(node: PlaceNode): PlaceNode {
  const above = node.path.split(' / ').slice(0, -1).join(' / ');
  return {
    ...node,
    title: (
      <span className="place-hit">
        <span>{node.title}</span> <small>{above}</small>
      </span>
    ),
  };
}
