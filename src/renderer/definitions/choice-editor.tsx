import { ArrowUpOutlined, CloseOutlined, PlusOutlined, UndoOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import type { ChoiceDefinition } from '../../contract/api/definitions.ts';
import { useT } from '../i18n/index.ts';
import { Colour } from './form-parts.tsx';

interface ChoiceEditorProps {
  readonly choices: readonly ChoiceDefinition[];
  readonly onChange: (choices: readonly ChoiceDefinition[]) => void;
}

/** The choices of a field in their order. One that was saved is marked as removed, so that values keep their words. */
export function ChoiceEditor({ choices, onChange }: ChoiceEditorProps) {
  const t = useT('definitions');
  const replace = (at: number, change: Partial<ChoiceDefinition>): void =>
    onChange(choices.map((one, i) => (i === at ? { ...one, ...change } : one)));
  const remove = (at: number): void => {
    if (choices[at]?.key) replace(at, { removed: true });
    else onChange(choices.filter((_, i) => i !== at));
  };
  const up = (at: number): void =>
    onChange([
      ...choices.slice(0, at - 1),
      choices[at] as ChoiceDefinition,
      choices[at - 1] as ChoiceDefinition,
      ...choices.slice(at + 1),
    ]);
  return (
    <fieldset className="form-field full definitions-choices">
      <legend>{t('choices')}</legend>
      {choices.map((choice, at) => {
        const n = at + 1;
        return (
          // A choice without a key is one being typed: its place is all that tells it apart.
          <div key={choice.key ?? `new ${at}`} className={choice.removed ? 'faint' : ''}>
            <Colour
              small
              label={t('choiceColour', { n })}
              value={choice.colour}
              onChange={(colour) => replace(at, { colour })}
            />
            <Input
              aria-label={t('choiceZh', { n })}
              placeholder="中文"
              value={choice.zh ?? ''}
              disabled={choice.removed === true}
              onChange={(event) => replace(at, { zh: event.target.value })}
            />
            <Input
              aria-label={t('choiceEn', { n })}
              placeholder="English"
              value={choice.en ?? ''}
              disabled={choice.removed === true}
              onChange={(event) => replace(at, { en: event.target.value })}
            />
            <Button
              type="text"
              icon={<ArrowUpOutlined />}
              aria-label={t('choiceUp', { n })}
              disabled={at === 0}
              onClick={() => up(at)}
            />
            {choice.removed ? (
              <Button
                type="text"
                icon={<UndoOutlined />}
                aria-label={t('restoreChoice', { n })}
                onClick={() => replace(at, { removed: false })}
              />
            ) : (
              <Button
                type="text"
                icon={<CloseOutlined />}
                aria-label={t('removeChoice', { n })}
                onClick={() => remove(at)}
              />
            )}
          </div>
        );
      })}
      <Button
        icon={<PlusOutlined aria-hidden="true" />}
        onClick={() => onChange([...choices, { zh: '', en: '' }])}
      >
        {t('addChoice')}
      </Button>
    </fieldset>
  );
}
