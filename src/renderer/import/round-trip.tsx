import { Alert } from 'antd';
import type { InspectedSheet } from '../../contract/api/index.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';

/** Says that a sheet was exported from a register, and what follows from it. */
export function RoundTrip({ trip }: { trip: InspectedSheet['roundTrip'] }) {
  const t = useT('import');
  const format = useFormat();
  if (!trip) return null;
  const params = {
    register: trip.register,
    at: format.dateTime(trip.at),
    count: trip.rows,
    rows: format.number(trip.rows),
  };
  return (
    <Alert
      className="import-banner"
      type={trip.own ? 'info' : 'warning'}
      showIcon
      title={t(trip.own ? 'roundTripOwn' : 'roundTripForeign', params)}
    />
  );
}
