import { Button } from 'antd';
import { namedError, useErrorText } from '../../app/errors.ts';
import { useT } from '../../i18n/index.ts';
import type { Counting } from './use-counting.ts';

/** Scans that the register has not taken yet: how many, why, and what to do. Nothing while all is quick. */
export function Unsent({ counting }: { counting: Counting }) {
  const t = useT('stocktakes');
  const errorText = useErrorText();
  const { unsent, queue } = counting;
  const failed = unsent.filter((scan) => scan.state === 'failed');
  if (failed.length === 0 && unsent.length < 4) return null;
  const refused = failed.filter((scan) => namedError(scan.error) !== null);
  const first = refused[0];
  return (
    <div className={failed.length ? 'unsent failed' : 'unsent'} role="status" data-testid="unsent">
      <b>{t('counting.waiting', { count: unsent.length })}</b>
      {failed.length > 0 && (
        <>
          <span>{first ? `${first.scan}: ${errorText(first.error)}` : t('counting.notSentHint')}</span>
          <Button size="small" onClick={() => queue.retry()}>
            {t('counting.retry')}
          </Button>
          {first && (
            <Button size="small" onClick={() => queue.drop(first.key)}>
              {t('counting.drop')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
