import { Alert, DatePicker, Form, Radio } from 'antd';
import dayjs from 'dayjs';
import type { ListQuery } from '../../contract/api/index.ts';
import { dayIn } from '../../model/days.ts';
import { odsLimit } from '../../model/export-limits.ts';
import { useInfo } from '../app/info.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import type { Choices } from './choices.ts';

interface ExportFormProps {
  readonly choices: Choices;
  readonly onChange: (change: Partial<Choices>) => void;
  readonly listed: ListQuery;
  readonly selected: number;
  readonly disabled: boolean;
}

/** Everything about an export but its columns. */
export function ExportForm({ choices, onChange, listed, selected, disabled }: ExportFormProps) {
  const t = useT('export');
  const format = useFormat();
  const rows = format.number(odsLimit(choices.columns.length));
  const text = choices.format === 'csv' || choices.format === 'jsonl';
  return (
    <Form layout="vertical" disabled={disabled} className="export-form">
      <Form.Item label={t('format')} extra={choices.format === 'ods' ? t('odsHint', { rows }) : undefined}>
        <Radio.Group
          aria-label={t('format')}
          value={choices.format}
          onChange={(event) => onChange({ format: event.target.value })}
          options={[
            { value: 'xlsx', label: t('xlsx') },
            { value: 'csv', label: t('csv') },
            { value: 'ods', label: t('ods') },
            { value: 'jsonl', label: t('jsonl') },
          ]}
        />
      </Form.Item>
      <ScopeItem choices={choices} onChange={onChange} listed={listed} selected={selected} />
      <DayItem choices={choices} onChange={onChange} />
      <Form.Item
        label={t('purpose')}
        extra={
          text
            ? t('purposeText')
            : t(choices.plain ? 'plainHint' : choices.format === 'ods' ? 'coverHint' : 'roundTripHint')
        }
      >
        <Radio.Group
          aria-label={t('purpose')}
          value={choices.plain || text ? 'plain' : 'full'}
          disabled={disabled || text}
          onChange={(event) => onChange({ plain: event.target.value === 'plain' })}
          options={[
            { value: 'full', label: t(choices.format === 'ods' ? 'withCover' : 'roundTrip') },
            { value: 'plain', label: t('plain') },
          ]}
        />
      </Form.Item>
      <Form.Item label={t('language')}>
        <Radio.Group
          aria-label={t('language')}
          value={choices.language}
          onChange={(event) => onChange({ language: event.target.value })}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Form.Item>
    </Form>
  );
}

type ItemProps = Pick<ExportFormProps, 'choices' | 'onChange'>;

function ScopeItem({
  choices,
  onChange,
  listed,
  selected,
}: ItemProps & Pick<ExportFormProps, 'listed' | 'selected'>) {
  const t = useT('export');
  const filtered = Boolean(listed.filter || listed.search);
  const { saved } = choices;
  return (
    <Form.Item label={t('scope')}>
      <Radio.Group
        aria-label={t('scope')}
        value={choices.scope}
        onChange={(event) => onChange({ scope: event.target.value })}
        options={[
          { value: 'list', label: t(filtered ? 'scopeFiltered' : 'scopeAll') },
          { value: 'selected', label: t('scopeSelected', { count: selected }), disabled: selected === 0 },
          ...(saved ? [{ value: 'saved', label: t('scopeSaved', { name: saved.name }) }] : []),
        ]}
      />
      {saved && choices.scope === 'saved' && (
        <p className="export-filter">
          {[saved.options.filter, saved.options.search].filter(Boolean).join(' ') || t('scopeEverything')}
        </p>
      )}
    </Form.Item>
  );
}

/** The day must be over: what it held at its end is what is exported. */
function DayItem({ choices, onChange }: ItemProps) {
  const t = useT('export');
  const zone = useInfo().register.timeZone;
  const today = dayIn(zone, Date.now());
  return (
    <Form.Item label={t('asOf')}>
      <DatePicker
        aria-label={t('asOf')}
        value={choices.day === null ? null : dayjs(choices.day)}
        placeholder={t('present')}
        disabledDate={(date) => date.format('YYYY-MM-DD') >= today}
        onChange={(date) => onChange({ day: date ? date.format('YYYY-MM-DD') : null })}
      />
      {choices.day !== null && (
        <Alert
          className="export-past"
          type="warning"
          showIcon
          title={t('pastNote', { day: choices.day, zone })}
        />
      )}
    </Form.Item>
  );
}
