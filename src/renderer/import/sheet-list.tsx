import { Checkbox } from 'antd';
import { entityOf } from '../../model/entities/index.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { chooseSheet, lookAt } from './import-store.ts';
import type { ImportSession } from './session.ts';
import { hasNoHeader } from './sheet-plan.ts';

/** The sheets of the file: which are imported, what their rows are, how many there are. */
export function SheetList({ session, disabled }: { session: ImportSession; disabled: boolean }) {
  const t = useT('import');
  const label = useLabel();
  const format = useFormat();
  const sheets = session.inspection?.sheets ?? [];
  return (
    <ul className="import-sheets">
      {sheets.map((sheet) => {
        const plan = session.plans[sheet.name];
        const seen = sheet.name === session.sheet;
        const entity = label(entityOf(plan?.entity ?? sheet.entity).plural);
        const rows = t('rowsCount', { count: sheet.rows, rows: format.number(sheet.rows) });
        return (
          <li key={sheet.name} className={seen ? 'seen' : ''}>
            <Checkbox
              checked={session.chosen.includes(sheet.name)}
              disabled={disabled}
              aria-label={t('importSheet', { name: sheet.name })}
              onChange={(event) => chooseSheet(sheet.name, event.target.checked)}
            />
            <button type="button" aria-current={seen || undefined} onClick={() => lookAt(sheet.name)}>
              <span>{sheet.name}</span>
              <small>
                {sheet.headerRow < 1 && !hasNoHeader(sheet) ? t('sheetNoHeader') : `${entity} · ${rows}`}
                {sheet.hidden && <em>{t('hiddenSheet')}</em>}
              </small>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
