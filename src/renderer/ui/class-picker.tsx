import { TreeSelect } from 'antd';
import { useMemo } from 'react';
import type { Catalogue } from '../../model/catalogue.ts';
import type { Language } from '../../model/types.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLanguage } from '../i18n/index.ts';

interface Node {
  value: string;
  title: string;
  search: string;
  children: Node[];
}

function tree(catalogue: Catalogue, parent: string | null, language: Language): Node[] {
  return catalogue.offeredClasses
    .filter((def) => def.parent === parent)
    .map((def) => ({
      value: def.key,
      title: def.label[language],
      search: [def.key, def.label.zh, def.label.en, ...(def.synonyms ?? [])].join(' ').toLowerCase(),
      children: tree(catalogue, def.key, language),
    }));
}

interface ClassPickerProps {
  readonly value: string | null;
  readonly onChange: (key: string | null) => void;
  readonly id?: string;
  readonly ariaLabel?: string | undefined;
  readonly ariaDescribedby?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly invalid?: boolean | undefined;
  readonly placeholder?: string;
  readonly className?: string;
}

/** Chooses a class of asset from the tree, found by either language and by synonyms. */
export function ClassPicker(props: ClassPickerProps) {
  const language = useLanguage();
  const catalogue = useCatalogue();
  const nodes = useMemo(() => tree(catalogue, null, language), [catalogue, language]);
  return (
    <TreeSelect<string | null, Node>
      id={props.id ?? ''}
      className={props.className ?? 'wide'}
      aria-label={props.ariaLabel}
      aria-describedby={props.ariaDescribedby}
      value={props.value}
      treeData={nodes}
      showSearch={{
        filterTreeNode: (text, node) => String((node as unknown as Node).search).includes(text.toLowerCase()),
      }}
      treeDefaultExpandAll
      allowClear
      disabled={props.disabled ?? false}
      status={props.invalid ? 'error' : ''}
      placeholder={props.placeholder}
      popupMatchSelectWidth={280}
      onChange={(value) => props.onChange(value ?? null)}
    />
  );
}
