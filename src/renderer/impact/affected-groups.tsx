import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { reasonSentence } from '../../model/impact-words.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLanguage, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import type { AffectedGroup } from './group-items.ts';

const firstShown = 20;
const groupsShown = 60;

/** Affected assets under what they belong to. */
export function AffectedGroups({ groups }: { groups: readonly AffectedGroup[] }) {
  const t = useT('impact');
  const [shown, setShown] = useState(groupsShown);
  return (
    <section className="panel impact-groups" aria-label={t('list')}>
      {groups.length === 0 && <p className="quiet">{t('none')}</p>}
      {groups.slice(0, shown).map((group) => (
        <Group key={group.key ?? ''} group={group} />
      ))}
      {groups.length > shown && (
        <Button block onClick={() => setShown(shown + groupsShown)}>
          {t('showMore', { count: groups.length - shown })}
        </Button>
      )}
    </section>
  );
}

function Group({ group }: { group: AffectedGroup }) {
  const t = useT('impact');
  const language = useLanguage();
  const catalogue = useCatalogue();
  const [all, setAll] = useState(false);
  const { items, down, key, name } = group;
  const shown = all ? items : items.slice(0, firstShown);
  return (
    <section className="impact-group">
      <h2>
        {key === null ? t('without') : name}{' '}
        <small>{t('evidenceSums', { down, degraded: items.length - down })}</small>
      </h2>
      <ul>
        {shown.map((item) => (
          <li key={item.id}>
            <i className={`dot dot-${item.effect === 'down' ? 'bad' : 'warning'}`} aria-hidden="true" />
            <Link to={`/assets/${item.id}`}>{item.name || item.tag}</Link> <Code>{item.tag}</Code>{' '}
            <small>{t(`effect_${item.effect}`)}</small>
            <p>{reasonSentence(item.path, language, catalogue)}</p>
          </li>
        ))}
      </ul>
      {items.length > shown.length && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('showMore', { count: items.length - shown.length })}
        </Button>
      )}
    </section>
  );
}
