import { Input, Tree } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import type { ListedClass } from '../../contract/api/definitions.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { ClassIcon } from '../ui/class-icon.tsx';
import type { Usage } from './usage.ts';

/** Stands for what all classes have in common; no class can have this key. */
export const everyClass = '*';

interface Node {
  key: string;
  title: ReactNode;
  children?: Node[];
}

interface ClassTreeProps {
  readonly classes: readonly ListedClass[];
  readonly usage: Usage;
  readonly chosen: string;
  readonly onChoose: (key: string) => void;
}

/** All classes, and above them what every class has. Removed ones stand last. */
export function ClassTree({ classes, usage, chosen, onChoose }: ClassTreeProps) {
  const t = useT('definitions');
  const language = useLanguage();
  const format = useFormat();
  const [text, setText] = useState('');
  const nodes = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    const fits = (one: ListedClass): boolean =>
      wanted === '' || [one.key, one.zh, one.en].some((word) => word.toLowerCase().includes(wanted));
    const known = new Set(classes.map(({ key }) => key));
    const title = (one: ListedClass): ReactNode => (
      <span className={one.removed || one.hidden ? 'definitions-node faint' : 'definitions-node'}>
        <ClassIcon of={one.key} />
        <span>{one[language]}</span>
        {!one.builtin && <small className="chip">{t('custom')}</small>}
        {one.removed && <small>{t('removed')}</small>}
        {!one.removed && one.hidden && <small>{t('hidden')}</small>}
        <small className="count">
          {usage.classes[one.key] ? format.number(usage.classes[one.key] as number) : ''}
        </small>
      </span>
    );
    const below = (parent: string | null): Node[] =>
      classes
        .filter((one) => (one.parent !== null && known.has(one.parent) ? one.parent : null) === parent)
        .toSorted((a, b) => Number(a.removed) - Number(b.removed))
        .flatMap((one): Node[] => {
          const children = below(one.key);
          if (!fits(one) && children.length === 0) return [];
          return [{ key: one.key, title: title(one), ...(children.length > 0 ? { children } : {}) }];
        });
    return below(null);
  }, [classes, usage, text, language, format, t]);
  return (
    <section className="panel definitions-tree" aria-label={t('classTree')}>
      <Input
        allowClear
        value={text}
        placeholder={t('findClass')}
        aria-label={t('findClass')}
        onChange={(event) => setText(event.target.value)}
      />
      <button
        type="button"
        className="definitions-every"
        aria-pressed={chosen === everyClass}
        onClick={() => onChoose(everyClass)}
      >
        {t('everyClass')}
      </button>
      <div className="definitions-scroll">
        <Tree<Node>
          key={text === '' ? 'all' : 'found'}
          aria-label={t('classTree')}
          blockNode
          defaultExpandAll
          treeData={nodes}
          selectedKeys={[chosen]}
          onSelect={(_, { node }) => onChoose(node.key)}
        />
      </div>
    </section>
  );
}
