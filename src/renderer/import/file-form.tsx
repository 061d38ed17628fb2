import { InputNumber, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useT } from '../i18n/index.ts';
import { chooseSheet, inspect } from './import-store.ts';
import type { ImportSession } from './session.ts';

const encodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be', 'windows-1252'] as const;

/** How the file is read: sheet, header row and, for text, encoding and delimiter. All recognised, all changeable. */
export function FileForm({ session, disabled }: { session: ImportSession; disabled: boolean }) {
  const t = useT('import');
  const id = useId();
  const { inspection } = session;
  const sheet = inspection?.sheets[session.sheet];
  const [row, setRow] = useState<number | null>(sheet?.headerRow ?? null);
  useEffect(() => setRow(sheet?.headerRow || null), [sheet?.headerRow]);
  if (!inspection) return null;
  const text = inspection.format === 'text';
  const readHeader = (): void => {
    if (row !== null && row !== sheet?.headerRow) void inspect({ headerRow: row });
  };
  const delimiters = [
    { value: ',', label: t('delimiterComma') },
    { value: ';', label: t('delimiterSemicolon') },
    { value: '\t', label: t('delimiterTab') },
    { value: '|', label: t('delimiterPipe') },
  ];
  return (
    <div className="import-settings">
      {!text && (
        <>
          <label htmlFor={`${id}-sheet`}>{t('sheet')}</label>
          <Select
            id={`${id}-sheet`}
            className="wide"
            value={session.sheet}
            disabled={disabled}
            options={inspection.sheets.map((each, index) => ({
              value: index,
              label: t(each.hidden ? 'sheetHidden' : 'sheetOption', { name: each.name, rows: each.rows }),
            }))}
            onChange={chooseSheet}
          />
        </>
      )}
      <label htmlFor={`${id}-row`}>{t('headerRow')}</label>
      <InputNumber
        id={`${id}-row`}
        className="wide"
        min={1}
        max={1000}
        precision={0}
        value={row}
        disabled={disabled}
        onChange={setRow}
        onBlur={readHeader}
        onPressEnter={readHeader}
        aria-describedby={`${id}-row-hint`}
      />
      <small id={`${id}-row-hint`}>{t('headerRowHint')}</small>
      {text && (
        <>
          <label htmlFor={`${id}-encoding`}>{t('encoding')}</label>
          <Select
            id={`${id}-encoding`}
            className="wide"
            value={inspection.encoding}
            disabled={disabled}
            options={encodings.map((value) => ({ value, label: value.toUpperCase() }))}
            onChange={(encoding) => void inspect({ encoding: encoding ?? undefined })}
            aria-describedby={`${id}-encoding-hint`}
          />
          <small id={`${id}-encoding-hint`}>{t('encodingHint')}</small>
          <label htmlFor={`${id}-delimiter`}>{t('delimiter')}</label>
          <Select
            id={`${id}-delimiter`}
            className="wide"
            value={inspection.delimiter}
            disabled={disabled}
            options={delimiters}
            onChange={(delimiter) => void inspect({ delimiter: delimiter ?? undefined })}
          />
        </>
      )}
    </div>
  );
}
