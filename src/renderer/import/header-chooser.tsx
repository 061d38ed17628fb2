import { Button } from 'antd';
import { useState } from 'react';
import type { InspectedSheet } from '../../contract/api/index.ts';
import { columnLetter } from '../../model/column-letter.ts';
import { useT } from '../i18n/index.ts';
import './header.css';
import { inspect } from './import-store.ts';
import { hasNoHeader } from './sheet-plan.ts';

interface HeaderChooserProps {
  readonly sheet: InspectedSheet;
  readonly disabled: boolean;
}

/** The first rows as they stand, to pick the header from: by itself where none was found or none of its names is known. */
export function HeaderChooser({ sheet, disabled }: HeaderChooserProps) {
  const t = useT('import');
  const [asked, setAsked] = useState(false);
  const none = hasNoHeader(sheet);
  const missing = sheet.headerRow < 1 && !none;
  const doubtful = !none && !missing && sheet.rows > 0 && sheet.columns.every(({ field }) => field === null);
  if (sheet.top.length === 0) return null;
  const open = asked || missing || doubtful;
  if (!open)
    return (
      <div className="import-bar">
        {none && <span>{t('headerNoneNow')}</span>}
        <button type="button" className="import-link" onClick={() => setAsked(true)}>
          {t('headerFind')}
        </button>
      </div>
    );
  return (
    <section className="import-top" aria-label={t('headerTop')}>
      <p className={missing ? 'import-fault' : 'import-hint'} role={missing ? 'alert' : undefined}>
        {t(missing ? 'headerAsk' : doubtful ? 'headerDoubt' : 'headerPick')}
      </p>
      <div className="import-top-scroll">
        <TopRows sheet={sheet} disabled={disabled} />
      </div>
      <p>
        <Button size="small" disabled={disabled || none} onClick={() => void inspect({ headerRow: 0 })}>
          {t('headerNone')}
        </Button>
        {!missing && !doubtful && (
          <Button size="small" type="text" onClick={() => setAsked(false)}>
            {t('headerClose')}
          </Button>
        )}
      </p>
    </section>
  );
}

function TopRows({ sheet, disabled }: HeaderChooserProps) {
  const t = useT('import');
  const width = Math.max(...sheet.top.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, index) => index);
  const isHeader = (row: number): boolean =>
    row >= sheet.headerRow && row < sheet.headerRow + sheet.headerRows;
  return (
    <table className="import-table">
      <caption className="visually-hidden">{t('headerTop')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('row')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('headerTake')}</span>
          </th>
          {columns.map((index) => (
            <th key={index} scope="col" className="code">
              {columnLetter(index)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sheet.top.map(({ row, cells }) => (
          <tr key={row} className={isHeader(row) ? 'import-top-header' : ''}>
            <th scope="row" className="code">
              {row}
            </th>
            <td>
              {isHeader(row) ? (
                <em>{t('headerIs')}</em>
              ) : (
                <Button
                  size="small"
                  disabled={disabled}
                  aria-label={t('headerTakeRow', { row })}
                  onClick={() => void inspect({ headerRow: row, headerRows: 1 })}
                >
                  {t('headerTake')}
                </Button>
              )}
            </td>
            {columns.map((index) => (
              <td key={index} title={cells[index]}>
                {cells[index]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
