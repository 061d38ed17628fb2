import { App } from 'antd';
import type { FieldCheck, FieldPatch, ListedField } from '../../contract/api/definitions.ts';
import { api } from '../app/client.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { fieldText } from '../ui/field-view.tsx';
import { baseOf, type Values } from '../ui/record-draft.ts';

const progressKey = 'field-change';

/** What of a field decides in which form its values are kept. */
const shaping = ['type', 'choices', 'unit', 'target', 'min', 'max', 'pattern'] as const;

/**
 * Changes a field. Where values are there and their form changes, it first says what becomes of them and asks.
 * Answers the batch, or null when the person thought better of it.
 */
export function useFieldChange(): (of: ListedField, patch: FieldPatch) => Promise<string | null> {
  const t = useT('definitions');
  const language = useLanguage();
  const format = useFormat();
  const { modal, message } = App.useApp();
  return async (of, patch) => {
    const reshaped = shaping.some((name) => name in patch);
    const check = reshaped ? await checked(of.key, patch, language) : null;
    if (check && check.values > 0 && check.converted + check.kept > 0) {
      const agreed = await modal.confirm({
        title: t('convertTitle', { count: check.values }),
        width: 560,
        content: <Outcome check={check} />,
        okText: check.kept > 0 ? t('convertKeep') : t('convertGo'),
      });
      if (!agreed) return null;
    }
    try {
      const steps = await api.definitions.changeField({
        key: of.key,
        patch,
        base: baseOf(of.heads, patch as Values),
        keep: true,
        language,
      });
      for await (const step of steps) {
        if (step.type === 'done') return step.result.batch;
        message.open({
          key: progressKey,
          type: 'loading',
          duration: 0,
          content: t('converting', { done: format.number(step.done), total: format.number(step.total ?? 0) }),
        });
      }
    } finally {
      message.destroy(progressKey);
    }
    return null;
  };
}

async function checked(key: string, patch: FieldPatch, language: 'zh' | 'en'): Promise<FieldCheck | null> {
  for await (const step of await api.definitions.checkField({ key, patch, language })) {
    if (step.type === 'done') return step.result;
  }
  return null;
}

/** How many values turn, and those that can't, each with its asset. */
function Outcome({ check }: { check: FieldCheck }) {
  const t = useT('definitions');
  const format = useFormat();
  const language = useLanguage();
  return (
    <>
      <p>
        {t('convertAll', {
          converted: format.number(check.converted),
          unchanged: format.number(check.unchanged),
        })}
      </p>
      {check.kept > 0 && <p>{t('convertKept', { kept: format.number(check.kept) })}</p>}
      {check.examples.length > 0 && (
        <div className="definitions-examples">
          <table aria-label={t('convertExamples')}>
            <thead>
              <tr>
                <th scope="col">{t('convertAsset')}</th>
                <th scope="col">{t('convertValue')}</th>
              </tr>
            </thead>
            <tbody>
              {check.examples.map(({ asset, label, value }) => (
                <tr key={asset}>
                  <td>{label}</td>
                  <td>{fieldText(undefined, value, null, null, language, format)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
