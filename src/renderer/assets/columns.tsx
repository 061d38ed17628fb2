import { useMemo } from 'react';
import type { Row } from '../../contract/api/index.ts';
import type { Catalogue } from '../../model/catalogue.ts';
import type { FieldDef } from '../../model/types.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLabel } from '../i18n/index.ts';
import { FieldView } from '../ui/field-view.tsx';
import type { Column } from '../ui/virtual-table.tsx';

export const defaultColumns: readonly string[] = [
  'tag',
  'name',
  'class',
  'status',
  'location',
  'user',
  'custodian',
  'purchaseDate',
  'cost',
];

/** The fields that can be columns: the common ones in the order of the model, then those of classes and the user's. */
export function columnFieldsOf(catalogue: Catalogue): readonly (readonly [key: string, field: FieldDef])[] {
  const all = { ...catalogue.fieldsOf('asset'), ...catalogue.attrFields };
  return Object.entries(all).filter(([, field]) => field.type !== 'json');
}

const widths: Readonly<Record<string, number>> = {
  tag: 122,
  name: 176,
  class: 92,
  status: 112,
  location: 190,
  user: 92,
  custodian: 92,
  criticality: 88,
  currency: 70,
  unit: 60,
  quantity: 70,
};
const byType: Partial<Record<FieldDef['type'], number>> = {
  date: 100,
  money: 116,
  integer: 84,
  number: 84,
  code: 132,
};
const growing: Readonly<Record<string, number>> = { name: 3, location: 3, notes: 2 };

/** The columns of the list for these fields; keys that no longer exist are left out. */
export function useAssetColumns(keys: readonly string[]): readonly Column<Row>[] {
  const label = useLabel();
  const catalogue = useCatalogue();
  return useMemo(() => {
    const fields = Object.fromEntries(columnFieldsOf(catalogue));
    return keys.flatMap((key): Column<Row>[] => {
      const field = fields[key];
      if (!field) return [];
      const figures = field.type === 'money' || field.type === 'integer' || field.type === 'number';
      return [
        {
          key,
          title: label(field.label),
          width: widths[key] ?? byType[field.type] ?? 110,
          ...(growing[key] ? { grow: growing[key] } : {}),
          ...(figures ? { align: 'end' as const } : {}),
          sortable: field.type !== 'list' && field.type !== 'choices',
          render: (row) => <Cell name={key} field={field} row={row} />,
        },
      ];
    });
  }, [keys, label, catalogue]);
}

function Cell({ name, field, row }: { name: string; field: FieldDef; row: Row }) {
  const { currency } = row.values;
  const view = (
    <FieldView
      field={field}
      value={row.values[name]}
      valueLabel={row.labels[name]}
      currency={typeof currency === 'string' ? currency : null}
    />
  );
  return name === 'tag' ? <span className="tag-cell">{view}</span> : view;
}
