import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { ListedField } from '../../contract/api/definitions.ts';
import { customFieldTypes } from '../../model/entities/definitions.ts';
import type { Choice, FieldDef } from '../../model/types.ts';
import { api } from '../app/client.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import type { Usage } from './usage.ts';
import { useWork } from './use-work.ts';

interface FieldTableProps {
  /** Key of the class; null: what every class has. */
  readonly of: string | null;
  readonly name: string;
  readonly fields: readonly ListedField[];
  readonly usage: Usage;
  readonly refused: string | undefined;
  readonly onField: (field: ListedField) => void;
}

/** A class's fields beyond the common ones: inherited, built-in and its own; below them those that were removed. */
export function FieldTable({ of, name, fields, usage, refused, onField }: FieldTableProps) {
  const t = useT('definitions');
  const own = fields.filter((field) => field.class === of && !field.removed);
  const removed = fields.filter((field) => field.class === of && field.removed);
  const other = useOtherFields(of, own);
  return (
    <>
      <h3>{t('ownFields')}</h3>
      {own.length + other.length === 0 ? (
        <p className="muted">{t('noFields')}</p>
      ) : (
        <table className="definitions-fields" aria-label={t('fieldsList', { name })}>
          <Head />
          <tbody>
            {other}
            {own.map((field, at) => (
              <OwnRow
                key={field.key}
                field={field}
                filled={usage.fields[field.key]}
                siblings={own}
                at={at}
                refused={refused}
                onEdit={() => onField(field)}
              />
            ))}
          </tbody>
        </table>
      )}
      {removed.length > 0 && (
        <>
          <h3>{t('removedFields')}</h3>
          <ul className="definitions-removed">
            {removed.map((field) => (
              <RemovedField
                key={field.key}
                field={field}
                filled={usage.fields[field.key]}
                refused={refused}
              />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Head() {
  const t = useT('definitions');
  return (
    <thead>
      <tr>
        <th scope="col">{t('fieldName')}</th>
        <th scope="col">{t('fieldType')}</th>
        <th scope="col">{t('fieldRules')}</th>
        <th scope="col" className="figure">
          {t('fieldValues')}
        </th>
        <th scope="col">
          <span className="visually-hidden">{t('actions')}</span>
        </th>
      </tr>
    </thead>
  );
}

/** Rows of the fields that are not the user's to change here: built-in ones, and those of classes above. */
function useOtherFields(of: string | null, own: readonly ListedField[]): ReactNode[] {
  const t = useT('definitions');
  const label = useLabel();
  const catalogue = useCatalogue();
  if (of === null) return [];
  const ownKeys = new Set(own.map(({ key }) => key));
  return catalogue.classPath(of).flatMap((def) =>
    Object.entries(def.fields ?? {}).flatMap(([key, field]) =>
      ownKeys.has(key)
        ? []
        : [
            <tr key={`${def.key} ${key}`} className="faint">
              <th scope="row">
                {label(field.label)} <code>{key}</code>
              </th>
              <td>{typeWord(field, label)}</td>
              <td>{rulesOf(field, t).join(' · ')}</td>
              <td className="figure" />
              <td className="definitions-row-actions">
                {def.key === of ? t('builtin') : t('from', { name: label(def.label) })}
              </td>
            </tr>,
          ],
    ),
  );
}

type Flags = { readonly [K in 'required' | 'unique' | 'sensitive' | 'indexed']?: boolean | undefined };

function rulesOf(field: Flags, t: ReturnType<typeof useT<'definitions'>>): string[] {
  const flags = ['required', 'unique', 'sensitive', 'indexed'] as const;
  return flags.flatMap((flag) => (field[flag] ? [t(flag)] : []));
}

function typeWord(field: FieldDef, label: ReturnType<typeof useLabel>): string {
  const known = (customFieldTypes as Readonly<Record<string, Choice>>)[field.type];
  return `${known ? label(known.label) : field.type}${field.unit ? ` (${label(field.unit)})` : ''}`;
}

interface OwnRowProps {
  readonly field: ListedField;
  readonly filled: number | undefined;
  readonly siblings: readonly ListedField[];
  readonly at: number;
  readonly refused: string | undefined;
  readonly onEdit: () => void;
}

function OwnRow({ field, filled, siblings, at, refused, onEdit }: OwnRowProps) {
  const t = useT('definitions');
  const label = useLabel();
  const language = useLanguage();
  const format = useFormat();
  const work = useWork();
  const name = field[language];
  const off = { size: 'small' as const, disabled: refused !== undefined, title: refused };
  const known = (customFieldTypes as Readonly<Record<string, Choice>>)[field.type];
  const move = (to: number) => {
    const keys = siblings.map(({ key }) => key);
    keys.splice(to, 0, ...keys.splice(at, 1));
    return work(() => api.definitions.orderFields({ keys }), t('reordered'));
  };
  return (
    <tr>
      <th scope="row">
        {name} <code>{field.key}</code>
      </th>
      <td>
        {known ? label(known.label) : field.type}
        {field.unit && ` (${field.unit})`}
      </td>
      <td>{rulesOf(field, t).join(' · ')}</td>
      <td className="figure">{filled ? format.number(filled) : ''}</td>
      <td className="definitions-row-actions">
        <Button
          {...off}
          type="text"
          icon={<ArrowUpOutlined />}
          aria-label={t('moveUp', { name })}
          disabled={refused !== undefined || at === 0}
          onClick={() => void move(at - 1)}
        />
        <Button
          {...off}
          type="text"
          icon={<ArrowDownOutlined />}
          aria-label={t('moveDown', { name })}
          disabled={refused !== undefined || at === siblings.length - 1}
          onClick={() => void move(at + 1)}
        />
        <Button {...off} aria-label={t('editOf', { name })} onClick={onEdit}>
          {t('edit')}
        </Button>
        <Button
          {...off}
          aria-label={`${t('remove')} ${name}`}
          onClick={() =>
            void work(() => api.definitions.removeField({ key: field.key }), t('removedDone', { name }))
          }
        >
          {t('remove')}
        </Button>
      </td>
    </tr>
  );
}

function RemovedField({
  field,
  filled,
  refused,
}: {
  field: ListedField;
  filled: number | undefined;
  refused: string | undefined;
}) {
  const t = useT('definitions');
  const language = useLanguage();
  const work = useWork();
  const name = field[language];
  return (
    <li>
      {name} <code>{field.key}</code> {filled ? t('assetsOf', { count: filled }) : ''}
      <Button
        size="small"
        disabled={refused !== undefined}
        title={refused}
        aria-label={`${t('restore')} ${name}`}
        onClick={() =>
          void work(() => api.definitions.restoreField({ key: field.key }), t('restored', { name }))
        }
      >
        {t('restore')}
      </Button>
    </li>
  );
}
