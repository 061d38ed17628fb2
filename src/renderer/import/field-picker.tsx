import { Select } from 'antd';
import { useMemo } from 'react';
import type { ImportEntity } from '../../contract/api/index.ts';
import { entityOf } from '../../model/entities/index.ts';
import type { ImportTarget } from '../../model/import-targets.ts';
import type { FieldGroup, Language } from '../../model/types.ts';
import { currentCatalogue } from '../catalogue/catalogue.tsx';
import { useLanguage, useT } from '../i18n/index.ts';
import { groupLabels } from '../ui/field-groups.ts';
import { targetOf, targetsOf } from './targets.ts';

interface FieldPickerProps {
  readonly entity: ImportEntity;
  readonly value: string | null;
  readonly onChange: (field: string | null) => void;
  readonly label: string;
  readonly invalid: boolean;
  readonly disabled: boolean;
  /** Fields that another column has. */
  readonly taken: ReadonlySet<string>;
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly other: string;
  readonly search: string;
  readonly disabled: boolean;
}

/** Chooses what a column becomes: common fields by group, parts of fields, then what only some classes have. */
export function FieldPicker(props: FieldPickerProps) {
  const { entity, value, taken } = props;
  const t = useT('import');
  const definitions = useT('definitions');
  const language = useLanguage();
  const groups = useMemo(
    () => optionGroups(entity, language, t('parts'), definitions('everyClass')),
    [entity, language, t, definitions],
  );
  const other: Language = language === 'zh' ? 'en' : 'zh';
  const options = groups.map((group) => ({
    label: group.label,
    title: group.label,
    options: group.targets.map(
      (target): Option => ({
        value: target.key,
        label: target.label[language],
        other: target.label[other],
        search: [target.key, target.label.zh, target.label.en, ...target.synonyms].join(' ').toLowerCase(),
        disabled: taken.has(target.key) && target.key !== value,
      }),
    ),
  }));
  const unknown = value !== null && targetOf(entity, value) === undefined;
  return (
    <Select
      className="wide"
      aria-label={props.label}
      status={props.invalid ? 'error' : ''}
      value={unknown ? t('unknownField', { field: value }) : value}
      placeholder={t('notImported')}
      options={options}
      disabled={props.disabled}
      allowClear
      optionRender={(option) => (
        <span className="ref-option">
          <span>{option.label}</span>
          <small>{(option.data as Partial<Option>).other}</small>
        </span>
      )}
      showSearch={{
        filterOption: (text, option) =>
          String((option as { search?: string } | undefined)?.search ?? '').includes(
            text.trim().toLowerCase(),
          ),
      }}
      popupMatchSelectWidth={340}
      listHeight={360}
      onChange={(field: string | undefined) => props.onChange(field ?? null)}
    />
  );
}

interface TargetGroup {
  readonly label: string;
  readonly targets: readonly ImportTarget[];
}

function optionGroups(
  entity: ImportEntity,
  language: Language,
  partsLabel: string,
  everyClass: string,
): TargetGroup[] {
  const targets = targetsOf(entity);
  const own = entityOf(entity).fields;
  const parts = { label: partsLabel, targets: targets.filter(({ field }) => field === null) };
  const common = (group: FieldGroup): TargetGroup => ({
    label: groupLabels[group][language],
    targets: targets.filter(
      ({ key, field }) => field !== null && Object.hasOwn(own, key) && (field.group ?? 'other') === group,
    ),
  });
  const groups = (Object.keys(groupLabels) as FieldGroup[]).map(common);
  const all =
    entity === 'asset' ? [...groups, parts, ...classGroups(language, everyClass)] : [...groups, parts];
  return all.filter((group) => group.targets.length > 0);
}

function classGroups(language: Language, everyClass: string): TargetGroup[] {
  const common = entityOf('asset').fields;
  const seen = new Set<string>();
  const catalogue = currentCatalogue();
  const groups = catalogue.classes.map((def): TargetGroup => {
    const keys = Object.keys(def.fields ?? {}).filter((key) => !seen.has(key) && !Object.hasOwn(common, key));
    for (const key of keys) seen.add(key);
    return {
      label: catalogue
        .classPath(def.key)
        .map((each) => each.label[language])
        .join(' / '),
      targets: keys.flatMap((key) => targetOf('asset', key) ?? []),
    };
  });
  const everywhere = Object.keys(catalogue.attrFields).filter((key) => !seen.has(key));
  return [
    { label: everyClass, targets: everywhere.flatMap((key) => targetOf('asset', key) ?? []) },
    ...groups,
  ];
}
