import { Select } from 'antd';
import { useState } from 'react';
import type { ClassPatch, ListedClass } from '../../contract/api/definitions.ts';
import { statuses } from '../../model/lifecycle.ts';
import { api } from '../app/client.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { Picture } from '../ui/class-icon.tsx';
import { type ClassIcon, classIcons } from '../ui/class-icons.ts';
import { ClassPicker } from '../ui/class-picker.tsx';
import { baseOf, changedFields, type Values } from '../ui/record-draft.ts';
import { Colour, DefinitionForm, Flag, Labelled, Many, TextLine, useNameOf } from './form-parts.tsx';

interface ClassFormProps {
  /** Null makes a new one. */
  readonly of: ListedClass | null;
  readonly parent: string | null;
  readonly onCancel: () => void;
  readonly onSaved: (key: string, name: string, batch: string) => void;
}

/** A class as the form edits it. Of a built-in one only picture and colour can be changed. */
export function ClassForm({ of, parent, onCancel, onSaved }: ClassFormProps) {
  const t = useT('definitions');
  const label = useLabel();
  const nameOf = useNameOf();
  const [opened] = useState<ClassPatch>(() => patchOf(of, parent));
  const [patch, setPatch] = useState<ClassPatch>(opened);
  const [key, setKey] = useState<string | null>(null);
  const set = (change: ClassPatch): void => setPatch((old) => ({ ...old, ...change }));
  const fixed = of?.builtin === true;
  const save = async (): Promise<void> => {
    const done = of
      ? await change(of, opened, patch)
      : await api.definitions.addClass({ ...patch, ...(key ? { key } : {}) });
    onSaved(done.key, nameOf(patch), done.batch);
  };
  return (
    <DefinitionForm onCancel={onCancel} onSave={save} nameless={!fixed && !patch.zh && !patch.en}>
      {!fixed && (
        <>
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
          {of === null && (
            <TextLine code label={t('key')} hint={t('keyHint')} value={key} onChange={setKey} />
          )}
          <Labelled label={t('parent')}>
            {(id) => (
              <ClassPicker
                id={id}
                ariaLabel={t('parent')}
                placeholder={t('noParent')}
                value={patch.parent ?? null}
                onChange={(next) => set({ parent: next })}
              />
            )}
          </Labelled>
        </>
      )}
      <Labelled label={t('icon')}>
        {(id) => (
          <Select
            id={id}
            className="wide"
            aria-label={t('icon')}
            allowClear
            showSearch
            value={patch.icon ?? null}
            options={Object.keys(classIcons).map((name) => ({ value: name, label: name }))}
            optionRender={({ value }) => (
              <span className="definitions-node">
                <Picture name={value as ClassIcon} /> {value}
              </span>
            )}
            onChange={(icon: string | null | undefined) => set({ icon: icon ?? null })}
          />
        )}
      </Labelled>
      <div className="form-field">
        <span className="form-label">{t('colour')}</span>
        <Colour label={t('colour')} value={patch.colour} onChange={(colour) => set({ colour })} />
      </div>
      {!fixed && (
        <>
          <TextLine code label={t('prefix')} value={patch.prefix} onChange={(prefix) => set({ prefix })} />
          <Flag
            label={t('dataBearing')}
            value={patch.dataBearing}
            onChange={(dataBearing) => set({ dataBearing })}
          />
          <Many
            label={t('statuses')}
            placeholder={t('allStatuses')}
            value={patch.lifecycle}
            options={Object.entries(statuses).map(([value, choice]) => ({
              value,
              label: label(choice.label),
            }))}
            onChange={(lifecycle) => set({ lifecycle })}
          />
          <Many label={t('synonyms')} value={patch.synonyms} onChange={(synonyms) => set({ synonyms })} />
        </>
      )}
    </DefinitionForm>
  );
}

function patchOf(of: ListedClass | null, parent: string | null): ClassPatch {
  if (!of) return { zh: '', en: '', parent };
  const { icon, colour } = of;
  if (of.builtin) return { icon, colour };
  const { zh, en, lifecycle, prefix, dataBearing, synonyms } = of;
  return { zh, en, parent: of.parent, icon, colour, lifecycle, prefix, dataBearing, synonyms: [...synonyms] };
}

function change(of: ListedClass, opened: ClassPatch, now: ClassPatch) {
  const patch = changedFields(opened as Values, now as Values) as ClassPatch;
  return api.definitions.changeClass({ key: of.key, patch, base: baseOf(of.heads, patch as Values) });
}
