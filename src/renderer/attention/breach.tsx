import { WarningOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { AttentionItem } from '../../contract/api/index.ts';
import { describeError } from '../../model/errors.ts';
import { api } from '../app/client.ts';
import { inWords, useErrorText } from '../app/errors.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { RecordLink } from './record-link.tsx';

/** A rule that changes from several places broke together; the records it is about are one click away. */
export function Breach({ item }: { item: Extract<AttentionItem, { kind: 'breach' }> }) {
  const t = useT('attention');
  const language = useLanguage();
  const words = inWords(item.params, language);
  return (
    <article>
      <h2>
        <WarningOutlined className="tone-bad" aria-hidden="true" />
        <span className="kind">{t('breachTitle')}</span>
        {item.code === 'DUPLICATE_VALUE'
          ? t('breachTwice', {
              count: item.records.length,
              field: String(words.field),
              value: String(words.value),
            })
          : describeError(item.code, words, language)}
      </h2>
      <p className="form-hint">{t('breachHint')}</p>
      <ul className="breach-records" aria-label={t('records')}>
        {item.records.map((record) => (
          <li key={record.id}>
            <RecordLink entity={record.entity} id={record.id} label={record.label} />
            {item.code === 'DUPLICATE_VALUE' && record.entity === 'retirement' && (
              <Renumber id={record.id} label={record.label} />
            )}
          </li>
        ))}
      </ul>
    </article>
  );
}

/** People don't type these numbers, so one of the two is given a new one with a click. */
function Renumber({ id, label }: { id: string; label: string }) {
  const t = useT('attention');
  const errorText = useErrorText();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const renumber = async (): Promise<void> => {
    setBusy(true);
    try {
      const { values } = await api.retirements.renumber({ id });
      void message.success(t('renumbered', { number: String(values.number ?? '') }));
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      size="small"
      loading={busy}
      aria-label={t('renumberLabel', { label })}
      onClick={() => void renumber()}
    >
      {t('renumber')}
    </Button>
  );
}
