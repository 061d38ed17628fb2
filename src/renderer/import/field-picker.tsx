import { Select } from 'antd';
import { useMemo } from 'react';
import { builtinClasses, classPath } from '../../model/classes.ts';
import { asset } from '../../model/entities/asset.ts';
import { type ImportTarget, importTarget, importTargets } from '../../model/import-targets.ts';
import type { FieldGroup, Language } from '../../model/types.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { groupLabels } from '../ui/field-groups.ts';

interface FieldPickerProps {
  readonly value: string | null;
  readonly onChange: (field: string | null) => void;
  readonly label: string;
  readonly invalid: boolean;
  /** Fields that another column has. */
  readonly taken: ReadonlySet<string>;
}

/** Chooses what a column becomes: common fields by group, parts of fields, then what only some classes have. */
export function FieldPicker({ value, onChange, label, invalid, taken }: FieldPickerProps) {
  const t = useT('import');
  const language = useLanguage();
  const groups = useMemo(() => optionGroups(language, t('parts')), [language, t]);
  const options = groups.map((group) => ({
    label: group.label,
    title: group.label,
    options: group.targets.map((target) => ({
      value: target.key,
      label: target.label[language],
      search: [target.key, target.label.zh, target.label.en, ...target.synonyms].join(' ').toLowerCase(),
      disabled: taken.has(target.key) && target.key !== value,
    })),
  }));
  const unknown = value !== null && importTarget(value) === undefined;
  return (
    <Select
      className="wide"
      aria-label={label}
      status={invalid ? 'error' : ''}
      value={unknown ? t('unknownField', { field: value }) : value}
      placeholder={t('notImported')}
      options={options}
      allowClear
      showSearch={{
        filterOption: (text, option) =>
          String((option as { search?: string } | undefined)?.search ?? '').includes(
            text.trim().toLowerCase(),
          ),
      }}
      popupMatchSelectWidth={300}
      listHeight={360}
      onChange={(field: string | undefined) => onChange(field ?? null)}
    />
  );
}

interface TargetGroup {
  readonly label: string;
  readonly targets: readonly ImportTarget[];
}

function optionGroups(language: Language, partsLabel: string): TargetGroup[] {
  const common = (group: FieldGroup): TargetGroup => ({
    label: groupLabels[group][language],
    targets: importTargets.filter(
      ({ key, field }) =>
        field !== null && Object.hasOwn(asset.fields, key) && (field.group ?? 'other') === group,
    ),
  });
  const parts = { label: partsLabel, targets: importTargets.filter(({ field }) => field === null) };
  const seen = new Set<string>();
  const byClass = builtinClasses.flatMap((def): TargetGroup[] => {
    const keys = Object.keys(def.fields ?? {}).filter(
      (key) => !seen.has(key) && !Object.hasOwn(asset.fields, key),
    );
    for (const key of keys) seen.add(key);
    const targets = keys.flatMap((key) => importTarget(key) ?? []);
    const path = classPath(def.key).map((each) => each.label[language]);
    return targets.length > 0 ? [{ label: path.join(' / '), targets }] : [];
  });
  return [...(Object.keys(groupLabels) as FieldGroup[]).map(common), parts, ...byClass].filter(
    (group) => group.targets.length > 0,
  );
}
