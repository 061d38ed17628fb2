import { useQuery } from '@tanstack/react-query';
import type { LedgerLineInfo, ReconciliationInfo } from '../../contract/api/index.ts';
import { orpc } from '../app/client.ts';
import { useT } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { useWindows } from '../ui/rows.ts';
import { type Sort, VirtualTable } from '../ui/virtual-table.tsx';
import { useLineColumns } from './line-columns.tsx';
import type { Choice } from './tiles.tsx';

type LineSort = 'ledgerCost' | 'registerCost' | 'difference' | 'name';

interface LedgerLinesProps {
  readonly info: ReconciliationInfo;
  readonly choice: Choice;
  readonly text: string;
  readonly sort: Sort | undefined;
  readonly onSort: (sort: Sort | undefined) => void;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly openKey: string | null;
  readonly onOpen: (key: string) => void;
}

/** The lines of a result, both sides next to each other; any number of them. */
export function LedgerLines({ info, choice, text, sort, ...props }: LedgerLinesProps) {
  const t = useT('ledger');
  const columns = useLineColumns(choice);
  const wanted = {
    id: info.id,
    kind: choice.kind,
    ...(choice.difference ? { difference: choice.difference } : {}),
    ...(text ? { text } : {}),
    ...(sort ? { sort: { field: sort.field as LineSort, descending: sort.descending } } : {}),
  };
  // The first window tells how many there are.
  const first = useQuery(orpc.ledger.lines.queryOptions({ input: { ...wanted, offset: 0, limit: 1 } }));
  const rows = useWindows<LedgerLineInfo>(JSON.stringify(wanted), first.data?.total, (offset, limit) =>
    orpc.ledger.lines.queryOptions({
      input: { ...wanted, offset, limit },
      select: (page: { lines: LedgerLineInfo[] }) => page.lines,
    }),
  );
  return (
    <VirtualTable
      label={t('lines')}
      columns={columns}
      rows={rows}
      rowId={(line) => line.key}
      rowName={(line) => line.card?.number ?? line.card?.name ?? line.asset?.tag ?? line.asset?.name ?? ''}
      selected={props.selected}
      onSelect={props.onSelect}
      sort={sort}
      onSort={props.onSort}
      openId={props.openKey ?? undefined}
      onOpen={(line) => props.onOpen(line.key)}
      empty={<Empty title={t('noLines')} />}
    />
  );
}
