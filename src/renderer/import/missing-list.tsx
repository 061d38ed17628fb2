import { Link } from 'react-router';
import type { Preview } from '../../contract/api/index.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';

/** Records whose rows were taken out of an exported workbook: told, never deleted. */
export function MissingList({ missing }: { missing: Preview['missing'] }) {
  const t = useT('import');
  const format = useFormat();
  if (missing.count === 0) return null;
  const rest = missing.count - missing.records.length;
  return (
    <section aria-label={t('missingTitle')}>
      <h2>{t('missing', { count: missing.count, number: format.number(missing.count) })}</h2>
      <p className="import-hint">{t('missingHint')}</p>
      <ul className="import-missing">
        {missing.records.map((record) => (
          <li key={record.id}>
            <Link to={`/assets/${record.id}`}>{record.label}</Link>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="import-hint">{t('moreMissing', { count: rest })}</p>}
    </section>
  );
}
