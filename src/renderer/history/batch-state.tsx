import type { BatchInfo } from '../../contract/api/index.ts';
import { useT } from '../i18n/index.ts';
import { Dot } from '../ui/status-dot.tsx';

export function BatchState({ batch }: { batch: BatchInfo }) {
  const t = useT('history');
  if (batch.undoneBy) return <Dot tone="neutral">{t('stateUndone')}</Dot>;
  if (batch.state !== 'done') return <Dot tone="info">{t('stateRunning')}</Dot>;
  return <Dot tone="ok">{t('stateDone')}</Dot>;
}
