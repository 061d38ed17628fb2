import { InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { ListedRelationType, RelationTypePatch } from '../../contract/api/definitions.ts';
import { cardinalities, impactDirections } from '../../model/entities/definitions.ts';
import { api } from '../app/client.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { baseOf, changedFields, type Values } from '../ui/record-draft.ts';
import { DefinitionForm, Flag, Labelled, Many, TextLine, useClassOptions, useNameOf } from './form-parts.tsx';

interface RelationTypeFormProps {
  /** Null makes a new one. */
  readonly of: ListedRelationType | null;
  readonly onCancel: () => void;
  readonly onSaved: (name: string, batch: string) => void;
}

/** A relation type as the form edits it. Of a built-in one only how many are needed, and whether it is offered. */
export function RelationTypeForm({ of, onCancel, onSaved }: RelationTypeFormProps) {
  const t = useT('definitions');
  const label = useLabel();
  const nameOf = useNameOf();
  const classes = useClassOptions();
  const [opened] = useState<RelationTypePatch>(() => patchOf(of));
  const [patch, setPatch] = useState<RelationTypePatch>(opened);
  const [key, setKey] = useState<string | null>(null);
  const set = (more: RelationTypePatch): void => setPatch((old) => ({ ...old, ...more }));
  const fixed = of?.builtin === true;
  const save = async (): Promise<void> => {
    const done = of
      ? await change(of, opened, patch)
      : await api.definitions.addRelationType({ ...patch, ...(key ? { key } : {}) });
    onSaved(of ? nameOf({ ...of, ...patch }) : nameOf(patch), done.batch);
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
          <TextLine
            label={label({ zh: '反向中文名', en: 'Inverse Chinese name' })}
            value={patch.inverseZh}
            onChange={(inverseZh) => set({ inverseZh })}
          />
          <TextLine
            label={label({ zh: '反向英文名', en: 'Inverse English name' })}
            value={patch.inverseEn}
            onChange={(inverseEn) => set({ inverseEn })}
          />
          {of === null && (
            <TextLine code label={t('key')} hint={t('keyHint')} value={key} onChange={setKey} />
          )}
          <Labelled label={t('impact')}>
            {(id) => (
              <Select
                id={id}
                className="wide"
                aria-label={t('impact')}
                value={patch.impact ?? 'none'}
                options={Object.entries(impactDirections).map(([value, one]) => ({
                  value,
                  label: label(one.label),
                }))}
                onChange={(impact: RelationTypePatch['impact']) => set({ impact })}
              />
            )}
          </Labelled>
        </>
      )}
      <Labelled label={t('needs')}>
        {(id) => (
          <InputNumber
            id={id}
            className="wide"
            min={0}
            precision={0}
            placeholder={t('needsAll')}
            value={patch.needs ?? null}
            onChange={(needs) => set({ needs })}
          />
        )}
      </Labelled>
      {fixed ? (
        <Flag label={t('hide')} value={patch.hidden} onChange={(hidden) => set({ hidden })} />
      ) : (
        <>
          <Labelled label={t('cardinality')}>
            {(id) => (
              <Select
                id={id}
                className="wide"
                aria-label={t('cardinality')}
                value={patch.cardinality ?? 'manyToMany'}
                options={Object.entries(cardinalities).map(([value, one]) => ({
                  value,
                  label: label(one.label),
                }))}
                onChange={(cardinality: RelationTypePatch['cardinality']) => set({ cardinality })}
              />
            )}
          </Labelled>
          <Many
            label={t('sources')}
            placeholder={t('anyClass')}
            value={patch.sources}
            options={classes}
            onChange={(sources) => set({ sources })}
          />
          <Many
            label={t('targets')}
            placeholder={t('anyClass')}
            value={patch.targets}
            options={classes}
            onChange={(targets) => set({ targets })}
          />
          <Flag label={t('hierarchy')} value={patch.hierarchy} onChange={(hierarchy) => set({ hierarchy })} />
          <Flag label={t('symmetric')} value={patch.symmetric} onChange={(symmetric) => set({ symmetric })} />
          {of && <Flag label={t('hide')} value={patch.hidden} onChange={(hidden) => set({ hidden })} />}
        </>
      )}
    </DefinitionForm>
  );
}

function patchOf(of: ListedRelationType | null): RelationTypePatch {
  if (!of) return { zh: '', en: '', impact: 'none', cardinality: 'manyToMany' };
  const { needs, hidden } = of;
  if (of.builtin) return { needs, hidden };
  const { zh, en, inverseZh, inverseEn, impact, hierarchy, symmetric, sources, targets, cardinality } = of;
  return {
    zh,
    en,
    inverseZh,
    inverseEn,
    impact,
    needs,
    hierarchy,
    symmetric,
    sources: [...sources],
    targets: [...targets],
    cardinality,
    hidden,
  };
}

function change(of: ListedRelationType, opened: RelationTypePatch, now: RelationTypePatch) {
  const patch = changedFields(opened as Values, now as Values) as RelationTypePatch;
  return api.definitions.changeRelationType({ key: of.key, patch, base: baseOf(of.heads, patch as Values) });
}
