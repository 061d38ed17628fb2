import { useCallback } from 'react';
import type { InspectedColumn } from '../../contract/api/index.ts';
import { useT } from '../i18n/index.ts';

/** What to call a column: its header; for marks, what they are and where; else its letter. */
export function useColumnName(): (column: InspectedColumn) => string {
  const t = useT('import');
  return useCallback(
    (column) =>
      column.source === 'cell'
        ? column.header || t('noHeader', { letter: column.letter })
        : t(`source_${column.source}`, { column: markedColumn(column) }),
    [t],
  );
}

/** The header of the column that marks stand in: theirs is `资产编号 · 填充色`, in the language of the sheet. */
function markedColumn({ header, letter }: InspectedColumn): string {
  const end = header.lastIndexOf(' · ');
  return end > 0 ? header.slice(0, end) : letter;
}
