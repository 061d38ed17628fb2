import type { Catalogue } from '../../model/catalogue.ts';
import type { Language } from '../../model/types.ts';

export interface ClassNode {
  value: string;
  title: string;
  /** Both languages and the synonyms, for the search. */
  search: string;
  children: ClassNode[];
}

/** The classes of assets as a tree for pickers. */
export function classTree(
  catalogue: Catalogue,
  language: Language,
  parent: string | null = null,
): ClassNode[] {
  return catalogue.offeredClasses
    .filter((def) => def.parent === parent)
    .map((def) => ({
      value: def.key,
      title: def.label[language],
      search: [def.key, def.label.zh, def.label.en, ...(def.synonyms ?? [])].join(' ').toLowerCase(),
      children: classTree(catalogue, language, def.key),
    }));
}
