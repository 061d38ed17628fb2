import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import dayjs from 'dayjs';
import { Fragment } from 'react';
import { Link } from 'react-router';
import type { FullRecord, HistoryEntry } from '../../contract/api/index.ts';
import { isGone } from '../../model/lifecycle.ts';
import { orpc } from '../app/client.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { HistoryFields, HistoryHead } from '../history/record-history.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { PortTables } from '../racks/port-tables.tsx';
import { FieldView } from '../ui/field-view.tsx';
import { Incomplete } from './incomplete.tsx';

/** What stands in the card's head already. */
const inHead = new Set(['tag', 'name', 'status', 'incomplete']);
/** Long lists, which stand in tables of their own. */
const inTables = new Set(['interfaces', 'parts']);
/** What people look for first, before the rest in the order of the model. */
const first = [
  'class',
  'model',
  'manufacturer',
  'serial',
  'ip',
  'location',
  'rackUnit',
  'user',
  'custodian',
  'department',
  'criticality',
];

interface OverviewProps {
  readonly record: FullRecord;
  readonly history: readonly HistoryEntry[];
  readonly onHistory: () => void;
}

export function Overview({ record, history, onHistory }: OverviewProps) {
  const t = useT('assets');
  const format = useFormat();
  const latest = [...history].sort((a, b) => b.at - a.at).slice(0, 3);
  return (
    <div className="card-pane">
      <Notes record={record} />
      <Incomplete record={record} />
      <AssetFields record={record} />
      <PortTables record={record} />
      <h3>{t('latest')}</h3>
      <ol className="history">
        {latest.map((entry) => (
          <li key={entry.change}>
            <HistoryHead entry={entry} />
            <HistoryFields entity="asset" entry={entry} limit={entry.operation === 'create' ? 0 : 4} />
          </li>
        ))}
      </ol>
      {history.length > latest.length && (
        <Button type="link" size="small" onClick={onHistory}>
          {t('allHistory')}
        </Button>
      )}
      <h3>
        {t('createdAt', { when: format.when(record.createdAt) })} ·{' '}
        {t('changedAt', { when: format.when(record.changedAt), who: record.changedBy })}
      </h3>
    </div>
  );
}

/** The fields that have a value; empty ones say nothing. */
export function AssetFields({ record }: { record: Pick<FullRecord, 'values' | 'labels'> }) {
  const label = useLabel();
  const catalogue = useCatalogue();
  const fields = catalogue.fieldsOf('asset', record.values.class);
  const { currency } = record.values;
  const keys = [...first, ...Object.keys(fields).filter((key) => !first.includes(key))];
  const shown = keys.filter((key) => {
    const value = record.values[key];
    return (
      fields[key] &&
      !inHead.has(key) &&
      !inTables.has(key) &&
      value !== null &&
      value !== undefined &&
      value !== '' &&
      key !== 'currency'
    );
  });
  return (
    <dl className="card-fields">
      {shown.map((key) => {
        const field = fields[key];
        if (!field) return null;
        return (
          <Fragment key={key}>
            <dt>{label(field.label)}</dt>
            <dd>
              {key === 'class' ? (
                catalogue
                  .classPath(String(record.values.class))
                  .map((def) => label(def.label))
                  .join(' / ')
              ) : (
                <FieldView
                  field={field}
                  value={record.values[key]}
                  valueLabel={record.labels[key]}
                  currency={typeof currency === 'string' ? currency : null}
                />
              )}
            </dd>
          </Fragment>
        );
      })}
    </dl>
  );
}

const soon = 90;

/** What a person should know before touching the asset. */
function Notes({ record }: { record: FullRecord }) {
  const t = useT('assets');
  const language = useLanguage();
  const catalogue = useCatalogue();
  const serviceClasses = new Set([...catalogue.withDescendants('service'), 'application']);
  const { data: impact } = useQuery(orpc.relations.impact.queryOptions({ input: { assets: [record.id] } }));
  const { warrantyEnd, eolDate, status } = record.values;
  const today = dayjs().format('YYYY-MM-DD');
  const warn: string[] = [];
  if (typeof warrantyEnd === 'string' && !isGone(status)) {
    if (warrantyEnd < today) warn.push(t('warrantyOver', { date: warrantyEnd }));
    else if (warrantyEnd <= dayjs().add(soon, 'day').format('YYYY-MM-DD'))
      warn.push(t('warrantyEnds', { date: warrantyEnd }));
  }
  if (typeof eolDate === 'string' && eolDate < today && !isGone(status))
    warn.push(t('eolOver', { date: eolDate }));
  // A cable alone does not say which end needs the other; the graph shows those too.
  const affected = (impact?.items ?? []).filter((item) =>
    item.path.every((step) => step.via !== 'connectedTo'),
  );
  const services = affected.filter((item) => item.class !== null && serviceClasses.has(item.class));
  if (services.length > 0) {
    const names = services.slice(0, 3).map((item) => item.name || item.tag);
    const more = services.length > names.length ? '…' : '';
    warn.push(
      t('servicesDepend', {
        count: services.length,
        names: names.join(language === 'zh' ? '、' : ', ') + more,
      }),
    );
  } else if (affected.length > 0) warn.push(t('itemsDepend', { count: affected.length }));
  const missing = status === 'missing' || status === 'missingUnverified';
  if (!record.deleted && record.conflicts === 0 && !missing && warn.length === 0) return null;
  return (
    <div className="card-notes">
      {record.deleted && <Alert type="error" showIcon title={t('deletedNote')} />}
      {record.conflicts > 0 && (
        <Alert
          type="error"
          showIcon
          title={t('conflictNote', { count: record.conflicts })}
          action={<Link to="/attention">{t('conflictGo')}</Link>}
        />
      )}
      {missing && <Alert type="error" showIcon title={t('missingNote')} />}
      {warn.length > 0 && <Alert type="warning" showIcon title={warn.join(language === 'zh' ? '' : ' ')} />}
    </div>
  );
}
