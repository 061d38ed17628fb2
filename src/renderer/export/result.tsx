import { Alert, Typography } from 'antd';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import type { Exported } from './use-export.ts';

/** What was written, and by what it can be checked and repeated. */
export function ExportResult({ result, day }: { result: Exported; day: string | null }) {
  const t = useT('export');
  const format = useFormat();
  return (
    <div className="export-result" data-testid="export-result">
      <Alert
        type="success"
        showIcon
        title={t('done', { count: result.rows, rows: format.number(result.rows), place: result.place })}
        role="status"
      />
      {result.cut > 0 && <Alert type="warning" showIcon title={t('cut', { count: result.cut })} />}
      {result.missing > 0 && (
        <Alert type="warning" showIcon title={t('missing', { count: result.missing })} />
      )}
      <dl>
        <dt>{t('rows')}</dt>
        <dd>{format.number(result.rows)}</dd>
        {day !== null && (
          <>
            <dt>{t('asOf')}</dt>
            <dd>{day}</dd>
          </>
        )}
        <dt>{t('cursor')}</dt>
        <dd>
          <Typography.Text copyable>{String(result.cursor)}</Typography.Text>
        </dd>
        <dt>SHA-256</dt>
        <dd className="export-sha">
          <Typography.Text copyable code>
            {result.sha256}
          </Typography.Text>
        </dd>
      </dl>
      <p className="export-note">{t('repeat')}</p>
    </div>
  );
}
