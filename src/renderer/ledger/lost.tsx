import { Alert, App, Button } from 'antd';
import type { LedgerResultInfo } from '../../contract/api/index.ts';
import { api } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useT } from '../i18n/index.ts';

/** Matches made by hand that can't be followed any more, since their asset is gone. */
export function LostMatches({ result: { info, lost } }: { result: LedgerResultInfo }) {
  const t = useT('ledger');
  const errorText = useErrorText();
  const { message } = App.useApp();
  const done = useDoneMessage();
  if (lost.length === 0) return null;
  const forget = async (): Promise<void> => {
    try {
      const { batch } = await api.ledger.forget({ id: info.id, matches: lost.map(({ id }) => id) });
      done(t('lostDone', { count: lost.length }), batch);
    } catch (error) {
      message.error(errorText(error));
    }
  };
  return (
    <Alert
      type="warning"
      showIcon
      title={t('lostTitle', { count: lost.length })}
      description={lost
        .slice(0, 5)
        .map(({ card, asset }) => t('lostLine', { card, asset }))
        .join('; ')}
      action={
        <Button size="small" onClick={() => void forget()}>
          {t('lostForget')}
        </Button>
      }
    />
  );
}
