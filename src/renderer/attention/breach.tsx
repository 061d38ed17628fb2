import { WarningOutlined } from '@ant-design/icons';
import type { AttentionItem } from '../../contract/api/index.ts';
import { describeError } from '../../model/errors.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { RecordLink } from './record-link.tsx';

/** A rule that changes from several places broke together; the records it is about are one click away. */
export function Breach({ item }: { item: Extract<AttentionItem, { kind: 'breach' }> }) {
  const t = useT('attention');
  const language = useLanguage();
  return (
    <article>
      <h2>
        <WarningOutlined className="tone-bad" aria-hidden="true" />
        <span className="kind">{t('breachTitle')}</span>
        {describeError(item.code, item.params, language)}
      </h2>
      <p className="form-hint">{t('breachHint')}</p>
      <ul className="breach-records" aria-label={t('records')}>
        {item.records.map((record) => (
          <li key={record.id}>
            <RecordLink entity={record.entity} id={record.id} label={record.label} />
          </li>
        ))}
      </ul>
    </article>
  );
}
