import { StopOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { AttentionItem } from '../../contract/api/index.ts';
import { describeError } from '../../model/errors.ts';
import { api } from '../app/client.ts';
import { inWords, useErrorText } from '../app/errors.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { RecordLink } from './record-link.tsx';
import { useFieldWords } from './values.ts';

/** A change that the server refused, with its reason: make it again, or let it go. */
export function Rejected({ item }: { item: Extract<AttentionItem, { kind: 'rejected' }> }) {
  const t = useT('attention');
  const language = useLanguage();
  const format = useFormat();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const words = useFieldWords(item.entity);
  const act = async (what: 'discard' | 'resend'): Promise<void> => {
    setBusy(true);
    try {
      await api.attention[what]({ change: item.change });
      void message.success(what === 'discard' ? t('discarded') : t('resent'));
    } catch (error) {
      void message.error(errorText(error));
    }
    setBusy(false);
  };
  return (
    <article>
      <h2>
        <StopOutlined className="tone-bad" aria-hidden="true" />
        {t('rejectedTitle', { label: item.label })}
      </h2>
      <p>{describeError(item.code, inWords(item.params, language), language)}</p>
      <dl className="rejected-fields">
        {item.fields
          .filter(({ field }) => !field.startsWith('$'))
          .map(({ field, value, label }) => (
            <div key={field}>
              <dt>{words.name(field)}</dt>
              <dd>{words.value(field, value, label)}</dd>
            </div>
          ))}
      </dl>
      <p className="form-hint">
        {t('rejectedAt', { when: format.when(item.at) })} ·{' '}
        <RecordLink entity={item.entity} id={item.record} label={t('openRecord', { label: item.label })} />
      </p>
      <div className="attention-buttons">
        <Button disabled={busy} onClick={() => void act('resend')}>
          {t('resend')}
        </Button>
        <Button danger disabled={busy} title={t('discardHint')} onClick={() => void act('discard')}>
          {t('discard')}
        </Button>
      </div>
    </article>
  );
}
