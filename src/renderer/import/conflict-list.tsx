import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { CellConflict, ImportEntity, PlanRow, Preview } from '../../contract/api/index.ts';
import { orpc } from '../app/client.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { findRow, type RowList } from './find-row.ts';
import { decide, decideAll, show } from './import-store.ts';
import type { ImportSession } from './session.ts';
import { type Side, sideOf, withPreferred, withSettled } from './settle.ts';
import { targetOf } from './targets.ts';

/** Conflicts in the list beside the table; the rest are met in the table, filtered. */
const listed = 60;

interface ConflictListProps {
  readonly session: ImportSession;
  readonly preview: Preview;
}

/** Values that were changed in the workbook and in the register: one click for either, one for all. */
export function ConflictList({ session, preview }: ConflictListProps) {
  const t = useT('import');
  const format = useFormat();
  const list: RowList = { plan: preview.plan, sheet: session.sheet, only: 'conflicts' };
  const plan = session.plans[session.sheet];
  const round = session.inspection?.sheets.some(
    (sheet) => sheet.roundTrip !== null && session.chosen.includes(sheet.name),
  );
  const { data } = useQuery({
    ...orpc.exchange.previewRows.queryOptions({ input: { ...list, offset: 0, limit: listed } }),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: round === true,
    // What was listed stays until the new check is here: the buttons must not leave from under the mouse.
    placeholderData: (old) => old,
  });
  const rows = data?.rows ?? [];
  if (!plan || (preview.conflicts === 0 && rows.length === 0)) return null;
  return (
    <section aria-label={t('conflictsTitle')}>
      <h2>{t('conflictsOpen', { count: preview.conflicts, number: format.number(preview.conflicts) })}</h2>
      <p className="import-hint">{t('conflictsHint')}</p>
      <div className="import-all">
        <Button size="small" onClick={() => decideAll(() => withPreferred('register'))}>
          {t('allRegister')}
        </Button>
        <Button size="small" onClick={() => decideAll(() => withPreferred('workbook'))}>
          {t('allWorkbook')}
        </Button>
      </div>
      <ul className="import-conflicts">
        {rows.flatMap((row) =>
          row.conflicts.map((conflict) => (
            <Conflict
              key={`${row.row} ${conflict.target}`}
              list={list}
              row={row}
              conflict={conflict}
              side={sideOf(plan, row.row, conflict.target)}
              entity={plan.entity}
            />
          )),
        )}
      </ul>
      {(data?.total ?? 0) > rows.length && (
        <button type="button" className="import-link" onClick={() => show({ only: 'conflicts', reveal: 0 })}>
          {t('moreConflicts', { count: (data?.total ?? 0) - rows.length })}
        </button>
      )}
    </section>
  );
}

interface ConflictProps {
  readonly list: RowList;
  readonly row: PlanRow;
  readonly conflict: CellConflict;
  readonly side: Side | null;
  readonly entity: ImportEntity;
}

function Conflict({ list, row, conflict, side, entity }: ConflictProps) {
  const t = useT('import');
  const label = useLabel();
  const target = targetOf(entity, conflict.target);
  const field = target ? label(target.label) : conflict.target;
  const words = (text: string): string => text || t('wasEmpty');
  const go = async (): Promise<void> => {
    const found = await findRow(list, row.row);
    if (found)
      show({ only: 'conflicts', row: found.row, reveal: found.place, cell: String(conflict.column) });
  };
  const choice = (to: Side, text: string) => (
    <button
      type="button"
      className="import-choice"
      aria-pressed={side === to}
      aria-label={t(to === 'register' ? 'keepRegister' : 'takeWorkbook', { field, value: words(text) })}
      onClick={() => decide(list.sheet, (plan) => withSettled(plan, row.row, conflict.target, to))}
    >
      <small>{t(to === 'register' ? 'inRegister' : 'inWorkbook')}</small>
      <span>{words(text)}</span>
    </button>
  );
  return (
    <li>
      <div className="import-group">
        <button type="button" className="import-link" onClick={() => void go()}>
          {t('rowName', { row: row.row })} · {field}
        </button>
        <small title={t('inBase')}>{t('wasBase', { value: words(conflict.base) })}</small>
      </div>
      <div className="import-choices">
        {choice('register', conflict.register)}
        {choice('workbook', conflict.workbook)}
      </div>
    </li>
  );
}
