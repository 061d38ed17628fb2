import './history.css';
import { App } from 'antd';
import { useCallback } from 'react';
import type { UndoResult } from '../../contract/api/index.ts';
import { entityOf, isEntityKey } from '../../model/entities/index.ts';
import { api } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { currentCatalogue } from '../catalogue/catalogue.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';

const progressKey = 'undo-progress';

/** So many changes take long enough to say how far it is. */
const manyChanges = 2000;

/** Takes an operation back; `say` hears how far it is, a few times a second. */
async function follow(batch: string, say: (done: number, total: number) => void): Promise<UndoResult> {
  let said = performance.now();
  for await (const step of await api.batches.undo({ id: batch })) {
    if (step.type === 'done') return step.result;
    if (step.total === null || step.total < manyChanges || performance.now() - said < 200) continue;
    said = performance.now();
    say(step.done, step.total);
  }
  throw new Error('the undo ended without a result');
}

/**
 * Takes an operation back and says what came of it. What somebody changed since is listed, not overwritten.
 * Answers whether it went through.
 */
export function useUndo(): (batch: string) => Promise<boolean> {
  const { message, modal } = App.useApp();
  const t = useT('history');
  const label = useLabel();
  const format = useFormat();
  const errorText = useErrorText();
  return useCallback(
    async (batch) => {
      try {
        const result = await follow(batch, (done, total) =>
          message.open({
            key: progressKey,
            type: 'loading',
            duration: 0,
            content: (
              <span role="status" data-testid="undo-progress">
                {t('undoingOf', { done: format.number(done), total: format.number(total) })}
              </span>
            ),
          }),
        );
        if (result.kept.length === 0) {
          message.success(
            result.restored > 0 ? t('undoneResult', { count: result.restored }) : t('nothingToUndo'),
          );
          return true;
        }
        modal.info({
          title: t('keptTitle', { count: result.restored }),
          width: 520,
          content: (
            <ul className="kept-list">
              {result.kept.map((kept) => (
                <li key={`${kept.id} ${kept.field}`}>
                  {isEntityKey(kept.entity) ? label(entityOf(kept.entity).label) : kept.entity} {kept.label}:{' '}
                  <b>{fieldWord(kept.entity, kept.field, label)}</b>
                </li>
              ))}
            </ul>
          ),
        });
        return true;
      } catch (error) {
        message.error(errorText(error));
        return false;
      } finally {
        message.destroy(progressKey);
      }
    },
    [message, modal, t, label, format, errorText],
  );
}

function fieldWord(entity: string, field: string, label: ReturnType<typeof useLabel>): string {
  const def = isEntityKey(entity)
    ? (currentCatalogue().fieldsOf(entity)[field] ??
      (entity === 'asset' ? currentCatalogue().attrField(field) : undefined))
    : undefined;
  return def ? label(def.label) : field;
}

/** One such message at a time: the newest is the one that a person may want to take back. */
const doneKey = 'done';

/** A message that something is done, with the way back in it. */
export function useDoneMessage(): (text: string, batch: string | null) => void {
  const { message } = App.useApp();
  const t = useT('common');
  const undo = useUndo();
  return useCallback(
    (text, batch) => {
      const takeBack = (): void => {
        message.destroy(doneKey);
        if (batch) void undo(batch);
      };
      message.success({
        key: doneKey,
        duration: batch ? 6 : 3,
        content: (
          <span role="status" className="done-message" data-testid="done">
            {text}
            {batch && (
              <button type="button" className="link-button" onClick={takeBack}>
                {t('undo')}
              </button>
            )}
          </span>
        ),
      });
    },
    [message, t, undo],
  );
}
