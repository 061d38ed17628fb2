import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { ImpactItem } from '../../contract/api/index.ts';
import { builtinCatalogue, type Catalogue } from '../../model/catalogue.ts';
import { hangingWord } from '../../model/impact-words.ts';
import type { Language } from '../../model/types.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { mostAffectedDrawn } from './merge-graphs.ts';

interface ImpactSideProps {
  readonly items: readonly ImpactItem[];
  readonly truncated: boolean;
  readonly picked: string | null;
  readonly onPick: (id: string) => void;
}

const page = 100;

/** Who is affected, why in words, and whom to tell. */
export function ImpactSide({ items, truncated, picked, onPick }: ImpactSideProps) {
  const t = useT('relations');
  const language = useLanguage();
  const catalogue = useCatalogue();
  const format = useFormat();
  const [shown, setShown] = useState(page);
  const people = useMemo(() => custodiansOf(items), [items]);
  const nobody = items.filter((item) => item.custodian === null).length;
  const more = truncated ? '+' : '';
  const sum = (effect: ImpactItem['effect']): string =>
    `${format.number(items.filter((item) => item.effect === effect).length)}${more}`;
  return (
    <aside className="panel impact-side" aria-label={t('impact')}>
      <dl className="impact-sums">
        <div>
          <dt>{t('effect_down')}</dt>
          <dd className="bad">{sum('down')}</dd>
        </div>
        <div>
          <dt>{t('effect_degraded')}</dt>
          <dd className="warning">{sum('degraded')}</dd>
        </div>
        <div>
          <dt>{t('toTell')}</dt>
          <dd>{t('people', { count: people.length })}</dd>
        </div>
      </dl>
      {items.length === 0 && <p className="relations-hint">{t('noImpact')}</p>}
      {truncated && <p className="relations-note">{t('impactCut', { count: items.length })}</p>}
      {items.length > mostAffectedDrawn && (
        <p className="relations-hint">{t('impactDrawn', { count: mostAffectedDrawn })}</p>
      )}
      {items.length > 0 && <p className="relations-hint">{t('reckoned')}</p>}
      {items.length > 0 && <ToTell people={people} nobody={nobody} />}
      {items.length > 0 && <Link to={`/impact?assets=${failingOf(items).join()}`}>{t('impactDetails')}</Link>}
      <ul className="impact-list">
        {items.slice(0, shown).map((item) => (
          <li key={item.id} className={item.id === picked ? 'picked' : ''}>
            <button type="button" onClick={() => onPick(item.id)}>
              <i className={`dot dot-${item.effect === 'down' ? 'bad' : 'warning'}`} aria-hidden="true" />
              <b>{item.name || item.tag}</b> <Code>{item.tag}</Code>
              <small>{t(`effect_${item.effect}`)}</small>
            </button>
            <p>{pathWords(item, language, catalogue)}</p>
            {item.custodian && <small>{t('custodian', { name: item.custodian })}</small>}
          </li>
        ))}
      </ul>
      {items.length > shown && (
        <Button block onClick={() => setShown(shown + page)}>
          {t('showMore', { count: items.length - shown })}
        </Button>
      )}
    </aside>
  );
}

interface ToTellProps {
  readonly people: readonly (readonly [name: string, count: number])[];
  /** Affected assets that nobody answers for. */
  readonly nobody: number;
}

/** Where the failures begin, as far as they do anything. */
const failingOf = (items: readonly ImpactItem[]): string[] =>
  [...new Set(items.flatMap(({ path }) => path[0]?.id ?? []))].slice(0, 20);

const firstPeople = 8;

function ToTell({ people, nobody }: ToTellProps) {
  const t = useT('relations');
  const common = useT('common');
  const [all, setAll] = useState(false);
  const shown = all ? people : people.slice(0, firstPeople);
  const names = shown.map(([name, count]) => t('personOf', { name, count })).join(common('listSeparator'));
  return (
    <section>
      <h2>{t('toTell')}</h2>
      <p>
        {names || t('nobody')}{' '}
        {people.length > shown.length && (
          <>
            {t('andOthers', { count: people.length })}{' '}
            <button type="button" className="relation-link" onClick={() => setAll(true)}>
              {t('showAllPeople')}
            </button>
          </>
        )}
      </p>
      {nobody > 0 && people.length > 0 && (
        <p className="relations-hint">{t('withoutCustodian', { count: nobody })}</p>
      )}
    </section>
  );
}

/** The reason read from the affected asset down to the failing one: "Pay depends on APP-12 connected to AGG-3A". */
export function pathWords(
  item: ImpactItem,
  language: Language,
  catalogue: Catalogue = builtinCatalogue,
): string {
  const words: string[] = [];
  for (let i = item.path.length - 1; i >= 0; i--) {
    const step = item.path[i];
    if (!step) continue;
    words.push(step.name || step.tag);
    if (step.via !== null) words.push(`—${hangingWord(step.via, language, catalogue)}→`);
  }
  return words.join(' ');
}

function custodiansOf(items: readonly ImpactItem[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { custodian } of items) if (custodian) counts.set(custodian, (counts.get(custodian) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
