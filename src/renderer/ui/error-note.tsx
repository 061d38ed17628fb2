import './ui.css';
import { Alert, Button } from 'antd';
import { useErrorText } from '../app/errors.ts';
import { useT } from '../i18n/index.ts';

interface ErrorNoteProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** An error in words, where it happened, with the way to try again. */
export function ErrorNote({ error, onRetry }: ErrorNoteProps) {
  const t = useT('common');
  const text = useErrorText();
  return (
    <Alert
      className="error-note"
      type="error"
      showIcon
      role="alert"
      title={text(error)}
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t('retry')}
          </Button>
        )
      }
    />
  );
}
