import { useCallback } from 'react';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLanguage, useT } from '../i18n/index.ts';
import type { Drawing } from './use-drawing.ts';
import { statusOf } from './view-graph.ts';

/** A box in words, as a screen reader says it: name, class, state, how many relations it shows. */
export function useSay(drawing: Drawing | null): (id: string) => string {
  const t = useT('relations');
  const language = useLanguage();
  const catalogue = useCatalogue();
  return useCallback(
    (id) => {
      const relations =
        drawing?.view.edges.filter((edge) => edge.source === id || edge.target === id).length ?? 0;
      const node = drawing?.arranged.nodes.find((each) => each.id === id);
      if (!node) {
        const box = drawing?.view.nodes.find((each) => each.id === id);
        return box ? t('sayGroup', { name: box.title, count: relations }) : '';
      }
      return t('sayNode', {
        name: node.name || node.tag,
        class: catalogue.classOf(node.class)?.label[language] ?? t('noClass'),
        status: statusOf(node.status)?.label[language] ?? '',
        count: relations,
      });
    },
    [drawing, t, language, catalogue],
  );
}
