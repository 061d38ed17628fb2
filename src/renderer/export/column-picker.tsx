import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, HolderOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useLanguage, useT } from '../i18n/index.ts';
import { type ExportColumn, moved } from './columns.ts';

interface ColumnPickerProps {
  readonly known: readonly ExportColumn[];
  readonly columns: readonly string[];
  /** Those of the list. */
  readonly listed: readonly string[];
  readonly disabled: boolean;
  readonly onChange: (columns: readonly string[]) => void;
}

/** Which columns are exported, and in which order: drag, or move by button. */
export function ColumnPicker({ known, columns, listed, disabled, onChange }: ColumnPickerProps) {
  const t = useT('export');
  const language = useLanguage();
  const options = useMemo(
    () =>
      known.map(({ key, label }) => ({
        value: key,
        label: label[language],
        search: `${key} ${label.zh} ${label.en}`.toLowerCase(),
      })),
    [known, language],
  );
  const names = new Map(options.map(({ value, label }) => [value, label]));
  const inList = listed.filter((key) => names.has(key));
  return (
    <section className="export-columns" aria-label={t('columns')}>
      <div className="export-columns-head">
        <h3>{t('columnsCount', { count: columns.length })}</h3>
        <Button type="link" size="small" disabled={disabled} onClick={() => onChange(inList)}>
          {t('asList', { count: inList.length })}
        </Button>
        <Button
          type="link"
          size="small"
          disabled={disabled}
          onClick={() => onChange(known.map(({ key }) => key))}
        >
          {t('allFields', { count: known.length })}
        </Button>
      </div>
      <ChosenColumns names={names} columns={columns} disabled={disabled} onChange={onChange} />
      {columns.length === 0 && <p className="export-columns-none">{t('columnsNone')}</p>}
      <Select
        aria-label={t('addColumn')}
        placeholder={t('addColumn')}
        value={null}
        disabled={disabled}
        options={options.filter(({ value }) => !columns.includes(value))}
        showSearch={{
          filterOption: (text, option) =>
            String((option as { search?: string }).search).includes(text.toLowerCase()),
        }}
        onChange={(key: string | null) => key !== null && onChange([...columns, key])}
      />
    </section>
  );
}

interface ChosenColumnsProps {
  readonly names: ReadonlyMap<string, string>;
  readonly columns: readonly string[];
  readonly disabled: boolean;
  readonly onChange: (columns: readonly string[]) => void;
}

function ChosenColumns({ names, columns, disabled, onChange }: ChosenColumnsProps) {
  const t = useT('export');
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const drop = (): void => {
    if (dragged !== null && over !== null && dragged !== over) onChange(moved(columns, dragged, over));
    setDragged(null);
    setOver(null);
  };
  return (
    <ol>
      {columns.map((key, i) => {
        const column = names.get(key) ?? key;
        return (
          <li
            key={key}
            draggable={!disabled}
            className={over === i && dragged !== null && dragged !== i ? 'over' : undefined}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              setDragged(i);
            }}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(i);
            }}
            onDrop={(event) => event.preventDefault()}
            onDragEnd={drop}
          >
            <HolderOutlined aria-hidden="true" />
            <span title={column}>{column}</span>
            <Button
              type="text"
              size="small"
              icon={<ArrowUpOutlined />}
              aria-label={t('columnUp', { column })}
              disabled={disabled || i === 0}
              onClick={() => onChange(moved(columns, i, i - 1))}
            />
            <Button
              type="text"
              size="small"
              icon={<ArrowDownOutlined />}
              aria-label={t('columnDown', { column })}
              disabled={disabled || i === columns.length - 1}
              onClick={() => onChange(moved(columns, i, i + 1))}
            />
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={t('columnRemove', { column })}
              disabled={disabled}
              onClick={() => onChange(columns.filter((each) => each !== key))}
            />
          </li>
        );
      })}
    </ol>
  );
}
