import { AutoComplete, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { FieldPatch, ListedField } from '../../contract/api/definitions.ts';
import { customFieldTypes } from '../../model/entities/definitions.ts';
import { entities } from '../../model/entities/index.ts';
import type { EntityKey, FieldDef, FieldType } from '../../model/types.ts';
import { api } from '../app/client.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { ClassPicker } from '../ui/class-picker.tsx';
import { groupLabels } from '../ui/field-groups.ts';
import { changedFields, type Values } from '../ui/record-draft.ts';
import { FormField } from '../ui/record-form.tsx';
import { ChoiceEditor } from './choice-editor.tsx';
import { DefinitionForm, Flag, Labelled, Many, TextLine, useNameOf } from './form-parts.tsx';
import { useFieldChange } from './use-field-change.tsx';

interface FieldFormProps {
  /** Null makes a new one. */
  readonly of: ListedField | null;
  /** Class of a new one; null: every class. */
  readonly forClass: string | null;
  readonly onCancel: () => void;
  readonly onSaved: (name: string, batch: string) => void;
}

const targets: readonly EntityKey[] = [
  'asset',
  'location',
  'department',
  'person',
  'organisation',
  'productModel',
  'contract',
  'licence',
];

/** A field as the form edits it. What its type does not have is not asked. */
export function FieldForm({ of, forClass, onCancel, onSaved }: FieldFormProps) {
  const t = useT('definitions');
  const label = useLabel();
  const nameOf = useNameOf();
  const [opened] = useState<FieldPatch>(() => patchOf(of, forClass));
  const [patch, setPatch] = useState<FieldPatch>(opened);
  const [key, setKey] = useState<string | null>(null);
  const change = useFieldChange();
  const set = (more: FieldPatch): void => setPatch((old) => ({ ...old, ...more }));
  const type = (patch.type ?? 'text') as FieldType;
  const save = async (): Promise<void> => {
    const changes = changedFields(opened as Values, patch as Values) as FieldPatch;
    const batch = of
      ? await change(of, changes)
      : (await api.definitions.addField({ ...patch, ...(key ? { key } : {}) })).batch;
    if (batch) onSaved(nameOf(patch), batch);
  };
  return (
    <DefinitionForm onCancel={onCancel} onSave={save} nameless={!patch.zh && !patch.en}>
      <TextLine
        label={label({ zh: '中文名', en: 'Chinese name' })}
        value={patch.zh}
        onChange={(zh) => set({ zh: zh ?? '' })}
      />
      <TextLine
        label={label({ zh: '英文名', en: 'English name' })}
        value={patch.en}
        onChange={(en) => set({ en: en ?? '' })}
      />
      {of === null && <TextLine code label={t('key')} hint={t('keyHint')} value={key} onChange={setKey} />}
      <Labelled label={t('fieldType')}>
        {(id) => (
          <Select
            id={id}
            className="wide"
            aria-label={t('fieldType')}
            value={type}
            options={Object.entries(customFieldTypes).map(([value, one]) => ({
              value,
              label: label(one.label),
            }))}
            onChange={(next: string) => set({ type: next, default: null })}
          />
        )}
      </Labelled>
      <Labelled label={label({ zh: '类别', en: 'Class' })}>
        {(id) => (
          <ClassPicker
            id={id}
            ariaLabel={label({ zh: '类别', en: 'Class' })}
            placeholder={t('everyClass')}
            value={patch.class ?? null}
            onChange={(next) => set({ class: next })}
          />
        )}
      </Labelled>
      <Labelled label={t('group')} hint={t('groupHint')}>
        {(id) => (
          <AutoComplete
            id={id}
            className="wide"
            aria-label={t('group')}
            value={groupWord(patch.group, label)}
            options={Object.values(groupLabels).map((group) => ({ value: label(group) }))}
            onChange={(word: string | undefined) => set({ group: groupKey(word, label) })}
          />
        )}
      </Labelled>
      <OfType type={type} patch={patch} set={set} />
      <Flag
        label={t('required')}
        hint={t('requiredHint')}
        value={patch.required}
        onChange={(required) => set({ required })}
      />
      <Flag
        label={t('unique')}
        hint={t('uniqueHint')}
        value={patch.unique}
        onChange={(unique) => set({ unique })}
      />
      <Flag
        label={t('indexed')}
        hint={t('indexedHint')}
        value={patch.indexed}
        onChange={(indexed) => set({ indexed })}
      />
      <Flag
        label={t('sensitive')}
        hint={t('sensitiveHint')}
        value={patch.sensitive}
        onChange={(sensitive) => set({ sensitive })}
      />
      <Many label={t('synonyms')} value={patch.synonyms} onChange={(synonyms) => set({ synonyms })} />
    </DefinitionForm>
  );
}

/** What only some types have: choices, range and unit, what a reference points to, a pattern; and the default. */
function OfType({
  type,
  patch,
  set,
}: {
  type: FieldType;
  patch: FieldPatch;
  set: (more: FieldPatch) => void;
}) {
  const t = useT('definitions');
  const label = useLabel();
  const numeric = type === 'integer' || type === 'number';
  const texts = type === 'text' || type === 'longtext';
  return (
    <>
      {(type === 'choice' || type === 'choices') && (
        <ChoiceEditor choices={patch.choices ?? []} onChange={(choices) => set({ choices: [...choices] })} />
      )}
      {numeric && (
        <>
          <Labelled label={t('min')}>
            {(id) => (
              <InputNumber
                id={id}
                className="wide"
                value={patch.min ?? null}
                onChange={(min) => set({ min })}
              />
            )}
          </Labelled>
          <Labelled label={t('max')}>
            {(id) => (
              <InputNumber
                id={id}
                className="wide"
                value={patch.max ?? null}
                onChange={(max) => set({ max })}
              />
            )}
          </Labelled>
          <TextLine label={t('unit')} value={patch.unit} onChange={(unit) => set({ unit })} />
        </>
      )}
      {type === 'ref' && (
        <Labelled label={t('target')}>
          {(id) => (
            <Select
              id={id}
              className="wide"
              aria-label={t('target')}
              value={patch.target ?? null}
              options={targets.map((value) => ({ value, label: label(entities[value].label) }))}
              onChange={(target: string) => set({ target })}
            />
          )}
        </Labelled>
      )}
      {texts && (
        <TextLine
          code
          label={t('pattern')}
          hint={t('patternHint')}
          value={patch.pattern}
          onChange={(pattern) => set({ pattern })}
        />
      )}
      {type !== 'ref' && type !== 'choice' && type !== 'choices' && (
        <FormField
          id="definitions-default"
          field={defaultField(type, patch)}
          value={patch.default ?? null}
          onChange={(value) => set({ default: value })}
        />
      )}
    </>
  );
}

function defaultField(type: FieldType, patch: FieldPatch): FieldDef {
  const { min, max } = patch;
  return {
    type,
    label: { zh: '默认值', en: 'Default' },
    ...(typeof min === 'number' ? { min } : {}),
    ...(typeof max === 'number' ? { max } : {}),
  };
}

type Word = ReturnType<typeof useLabel>;

/** The headings that ship are kept by their key, a user's own by its words. */
function groupKey(word: string | undefined, label: Word): string | null {
  if (!word) return null;
  return Object.entries(groupLabels).find(([, group]) => label(group) === word)?.[0] ?? word;
}

function groupWord(group: string | null | undefined, label: Word): string {
  if (!group) return '';
  return Object.hasOwn(groupLabels, group) ? label(groupLabels[group as keyof typeof groupLabels]) : group;
}

function patchOf(of: ListedField | null, forClass: string | null): FieldPatch {
  if (!of) return { zh: '', en: '', type: 'text', class: forClass };
  const { key: _, builtin: _builtin, removed: _removed, record: _record, heads: _heads, ...patch } = of;
  return patch;
}
