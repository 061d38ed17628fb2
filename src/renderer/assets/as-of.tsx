import { useQuery } from '@tanstack/react-query';
import { DatePicker } from 'antd';
import type { Dayjs } from 'dayjs';
import { useId, useState } from 'react';
import { statuses } from '../../model/lifecycle.ts';
import { orpc } from '../app/client.ts';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import { AssetFields } from './overview.tsx';

/** The asset as the register had it at the end of a past day. */
export function AsOf({ id }: { id: string }) {
  const t = useT('assets');
  const inputId = useId();
  const [day, setDay] = useState<Dayjs | null>(null);
  const { data: record, error } = useQuery(
    orpc.records.get.queryOptions({
      input: { entity: 'asset', id, asOf: { at: day?.endOf('day').valueOf() ?? 0 } },
      enabled: day !== null,
    }),
  );
  return (
    <section className="as-of">
      <label htmlFor={inputId}>{t('asOf')}</label>
      <DatePicker
        id={inputId}
        size="small"
        value={day}
        placeholder="YYYY-MM-DD"
        disabledDate={(date) => date.isAfter(new Date(), 'day')}
        onChange={setDay}
      />
      {day !== null && error && <ErrorNote error={error} />}
      {day !== null && record && !error && (
        <div className="as-of-record">
          <p>
            <b>{String(record.values.name ?? record.values.tag ?? t('unnamed'))}</b>{' '}
            <StatusDot choices={statuses} value={record.values.status} />
          </p>
          <AssetFields record={record} />
        </div>
      )}
    </section>
  );
}
