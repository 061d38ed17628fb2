import { Link } from 'react-router';
import type { AnalysedItem, Analysis } from '../../contract/api/index.ts';
import { hangingWord } from '../../model/impact-words.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLanguage, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';

/** Why one asset is affected, step by step down to the failing one. */
export function Why({ item, data }: { item: AnalysedItem; data: Analysis }) {
  const t = useT('impact');
  const common = useT('common');
  const language = useLanguage();
  const catalogue = useCatalogue();
  const names = new Map(data.items.map(({ id, name, tag }) => [id, name || tag]));
  const steps = [...item.path].reverse();
  const services = item.services.filter((id) => id !== item.id).map((id) => names.get(id) ?? '');
  return (
    <section className="impact-why" aria-label={t('why')}>
      <h2>
        {item.name || item.tag}
        <Link to={`/assets/${item.id}`}>{t('openAsset')}</Link>
      </h2>
      <ol>
        {steps.map((step) => (
          <li key={step.id}>
            <i className={`dot dot-${step.effect === 'down' ? 'bad' : 'warning'}`} aria-hidden="true" />
            {step.name || step.tag} {step.name !== step.tag && <Code>{step.tag}</Code>}{' '}
            <small>
              {t(`effect_${step.effect}`)}
              {step.via !== null && ` · ${hangingWord(step.via, language, catalogue)} ↓`}
            </small>
          </li>
        ))}
      </ol>
      {services.length > 0 && (
        <p className="quiet">{t('servicesOf', { names: services.join(common('listSeparator')) })}</p>
      )}
    </section>
  );
}
