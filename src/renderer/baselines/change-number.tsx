import '../ui/work.css';
import { Button, Form, Input, Modal } from 'antd';
import { type ReactNode, useCallback, useState } from 'react';
import type { ChangeNumberInput } from '../../contract/api/index.ts';
import { api } from '../app/client.ts';
import { useT } from '../i18n/index.ts';

/** What the person answered: a number, to save without one, or not to save. */
export type ChangeAnswer = { readonly change?: ChangeNumberInput } | null;

interface Question {
  readonly names: string;
  readonly answer: (answer: ChangeAnswer) => void;
}

/**
 * Asks for a change number where assets that are about to be changed belong to an approved baseline; else answers at once.
 * Render `dialog` beside the form.
 */
export function useChangeNumber(): {
  ask: (assets: readonly string[]) => Promise<ChangeAnswer>;
  dialog: ReactNode;
} {
  const [question, setQuestion] = useState<Question | null>(null);
  const ask = useCallback(async (assets: readonly string[]): Promise<ChangeAnswer> => {
    const found = await api.baselines.covering({ assets: [...assets] });
    if (found.length === 0) return {};
    const names = found.map(({ name }) => name).join(', ');
    return new Promise((answer) => setQuestion({ names, answer }));
  }, []);
  const dialog = question && (
    <ChangeNumberDialog
      names={question.names}
      onAnswer={(answer) => {
        setQuestion(null);
        question.answer(answer);
      }}
    />
  );
  return { ask, dialog };
}

function ChangeNumberDialog({
  names,
  onAnswer,
}: {
  names: string;
  onAnswer: (answer: ChangeAnswer) => void;
}) {
  const t = useT('past');
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const given = number.trim();
  return (
    <Modal
      open
      title={t('numberTitle')}
      onCancel={() => onAnswer(null)}
      footer={
        <div className="drawer-footer">
          <Button onClick={() => onAnswer({})} data-testid="save-without-number">
            {t('saveWithout')}
          </Button>
          <Button
            type="primary"
            disabled={given === ''}
            onClick={() =>
              onAnswer({ change: { number: given, ...(reason.trim() ? { reason: reason.trim() } : {}) } })
            }
            data-testid="save-with-number"
          >
            {t('saveWithNumber')}
          </Button>
        </div>
      }
    >
      <p>{t('numberText', { names })}</p>
      <Form layout="vertical" component="div">
        <Form.Item label={t('number')} htmlFor="change-number">
          <Input
            id="change-number"
            autoFocus
            maxLength={100}
            value={number}
            onChange={(event) => setNumber(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('reason')} htmlFor="change-reason">
          <Input
            id="change-reason"
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
