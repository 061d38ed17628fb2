import { useState } from 'react';
import type { FullRecord } from '../../contract/api/index.ts';
import { useWhyNot } from '../app/may.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLabel, useT } from '../i18n/index.ts';
import { assetName, EditAsset } from './drawers.tsx';

/** What an import had to leave empty: each a way to fill it in. */
export function Incomplete({ record }: { record: FullRecord }) {
  const t = useT('assets');
  const label = useLabel();
  const whyNot = useWhyNot();
  const catalogue = useCatalogue();
  const [editing, setEditing] = useState<string | null>(null);
  const { incomplete } = record.values;
  if (!Array.isArray(incomplete) || incomplete.length === 0 || record.deleted) return null;
  const fields = catalogue.fieldsOf('asset', record.values.class);
  // A part of a field, such as the user's number, is completed by the field itself.
  const keys = [...new Set(incomplete.map((key) => String(key).split('.')[0] as string))];
  const refused = whyNot('asset', 'update', record.values);
  const nameOf = (key: string): string => {
    const field = fields[key];
    return field ? label(field.label) : key;
  };
  return (
    <section className="card-incomplete" aria-label={t('incomplete')}>
      <b>{t('incomplete')}</b>
      {keys.map((key) => (
        <button
          key={key}
          type="button"
          className="card-chip"
          disabled={refused !== undefined || fields[key] === undefined}
          title={refused ?? t('completeField', { field: nameOf(key) })}
          onClick={() => setEditing(key)}
        >
          {nameOf(key)}
        </button>
      ))}
      {editing !== null && (
        <EditAsset
          record={record}
          only={[editing]}
          title={t('completeTitle', {
            name: assetName(record.values, t('unnamed')),
            field: nameOf(editing),
          })}
          onClose={() => setEditing(null)}
        />
      )}
    </section>
  );
}
