import { type ReactNode, useMemo, useState } from 'react';
import type { Row } from '../../contract/api/index.ts';
import { entityOf } from '../../model/entities/index.ts';
import { usePagePrefs } from '../app/prefs.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { FieldView } from '../ui/field-view.tsx';
import { useRecordRows } from '../ui/rows.ts';
import { type Column, type Sort, VirtualTable } from '../ui/virtual-table.tsx';
import { kindPages, type PlaceKind } from './kinds.ts';

const widths: Readonly<Record<string, number>> = {
  name: 150,
  active: 64,
  parent: 140,
  department: 120,
  supplier: 140,
  manufacturer: 130,
};

interface PlaceListProps {
  readonly kind: PlaceKind;
  readonly search: string;
  /** In the grammar of filters; empty for all. */
  readonly filter: string;
  readonly openId: string | undefined;
  readonly onOpen: (id: string) => void;
  readonly label: string;
  readonly empty: ReactNode;
}

export function PlaceList({ kind, search, filter, openId, onOpen, label, empty }: PlaceListProps) {
  const t = useT('places');
  const columns = useColumns(kind);
  const [sort, setSort] = useState<Sort | undefined>({ field: 'name', descending: false });
  const [prefs, setPrefs] = usePagePrefs<{ widths: Record<string, number> }>(kind, { widths: {} });
  const rows = useRecordRows({
    entity: kind,
    ...([...search].length >= 2 ? { search } : {}),
    ...(filter === '' ? {} : { filter }),
    ...(sort ? { sort } : {}),
  });
  return (
    <VirtualTable
      label={label}
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      rowName={(row) => String(row.values.name ?? t('unnamed'))}
      sort={sort}
      onSort={setSort}
      openId={openId}
      onOpen={(row) => onOpen(row.id)}
      onMove={(row) => openId !== undefined && onOpen(row.id)}
      widths={prefs.widths}
      onWidths={(widths) => setPrefs({ widths })}
      empty={empty}
    />
  );
}

function currencyOf({ values }: Row): string | null {
  return typeof values.currency === 'string' ? values.currency : null;
}

function useColumns(kind: PlaceKind): readonly Column<Row>[] {
  const label = useLabel();
  return useMemo(() => {
    const { fields } = entityOf(kind);
    return kindPages[kind].columns.flatMap((key): Column<Row>[] => {
      const field = fields[key];
      if (!field) return [];
      return [
        {
          key,
          title: label(field.label),
          width: widths[key] ?? 104,
          ...(key === 'name' ? { grow: 2 } : key === 'parent' || key === 'department' ? { grow: 1 } : {}),
          sortable: true,
          render: (row) => (
            <FieldView
              field={field}
              value={row.values[key]}
              valueLabel={row.labels[key]}
              currency={currencyOf(row)}
            />
          ),
        },
      ];
    });
  }, [kind, label]);
}
