import { useMemo } from 'react';
import type { Row } from '../../contract/api/index.ts';
import { asset } from '../../model/entities/asset.ts';
import type { FieldDef } from '../../model/types.ts';
import { useLabel } from '../i18n/index.ts';
import { FieldView } from '../ui/field-view.tsx';
import type { Column } from '../ui/virtual-table.tsx';

const fields: Readonly<Record<string, FieldDef>> = asset.fields;

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

/** The fields that can be columns, in the order of the model. */
export const columnFields = Object.entries(fields).filter(([, field]) => field.type !== 'json');

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
  return useMemo(
    () =>
      keys.flatMap((key): Column<Row>[] => {
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
            sortable: field.type !== 'list',
            render: (row) => <Cell name={key} field={field} row={row} />,
          },
        ];
      }),
    [keys, label],
  );
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
