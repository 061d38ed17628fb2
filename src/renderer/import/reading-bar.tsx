import { Checkbox, InputNumber, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import type { InspectedSheet, SheetImport } from '../../contract/api/index.ts';
import { entityOf } from '../../model/entities/index.ts';
import { importEntities } from '../../model/import-targets.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { changePlan, inspect } from './import-store.ts';
import type { ImportSession } from './session.ts';
import { hasNoHeader } from './sheet-plan.ts';

const encodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be', 'windows-1252'] as const;

interface ReadingBarProps {
  readonly session: ImportSession;
  readonly sheet: InspectedSheet;
  readonly plan: SheetImport;
  readonly disabled: boolean;
}

/** How the sheet is read: what its rows are, where its header stands, and for text how it is written. All changeable. */
export function ReadingBar({ session, sheet, plan, disabled }: ReadingBarProps) {
  const t = useT('import');
  const label = useLabel();
  const id = useId();
  return (
    <div className="import-reading">
      <span>
        <label htmlFor={`${id}-entity`}>{t('entity')}</label>
        <Select
          id={`${id}-entity`}
          value={plan.entity}
          disabled={disabled}
          popupMatchSelectWidth={160}
          options={importEntities.map((value) => ({ value, label: label(entityOf(value).label) }))}
          onChange={(entity) => void inspect({ entity })}
        />
      </span>
      <span>
        <Stepper
          label={t('headerRow')}
          value={sheet.headerRow}
          max={1000}
          disabled={disabled}
          onChange={(headerRow) => void inspect({ headerRow })}
        />
        <Stepper
          label={t('headerRows')}
          value={sheet.headerRows}
          max={3}
          disabled={disabled || hasNoHeader(sheet)}
          onChange={(headerRows) => void inspect({ headerRows })}
        />
      </span>
      {session.inspection?.format === 'text' && <TextReading session={session} disabled={disabled} />}
      <Facts sheet={sheet} plan={plan} disabled={disabled} />
    </div>
  );
}

interface StepperProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly disabled: boolean;
  readonly onChange: (value: number) => void;
}

/** A number that is taken when it is left or stepped, not at every digit: each means reading the sheet anew. */
function Stepper({ label, value, max, disabled, onChange }: StepperProps) {
  const id = useId();
  const [number, setNumber] = useState<number | null>(value || null);
  useEffect(() => setNumber(value || null), [value]);
  const take = (next: number | null): void => {
    if (next !== null && next !== value) onChange(next);
  };
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <InputNumber
        id={id}
        className="import-number"
        min={1}
        max={max}
        precision={0}
        value={number}
        disabled={disabled}
        onChange={setNumber}
        onStep={(next) => take(Number(next))}
        onBlur={() => take(number)}
        onPressEnter={() => take(number)}
      />
    </>
  );
}

function TextReading({ session, disabled }: { session: ImportSession; disabled: boolean }) {
  const t = useT('import');
  const id = useId();
  const delimiters = [
    { value: ',', label: t('delimiterComma') },
    { value: ';', label: t('delimiterSemicolon') },
    { value: '\t', label: t('delimiterTab') },
    { value: '|', label: t('delimiterPipe') },
  ];
  return (
    <>
      <span>
        <label htmlFor={`${id}-encoding`}>{t('encoding')}</label>
        <Select
          id={`${id}-encoding`}
          value={session.inspection?.encoding ?? null}
          disabled={disabled}
          title={t('encodingHint')}
          popupMatchSelectWidth={160}
          options={encodings.map((value) => ({ value, label: value.toUpperCase() }))}
          onChange={(encoding) => void inspect({ encoding: encoding ?? undefined })}
        />
      </span>
      <span>
        <label htmlFor={`${id}-delimiter`}>{t('delimiter')}</label>
        <Select
          id={`${id}-delimiter`}
          value={session.inspection?.delimiter ?? null}
          disabled={disabled}
          popupMatchSelectWidth={120}
          options={delimiters}
          onChange={(delimiter) => void inspect({ delimiter: delimiter ?? undefined })}
        />
      </span>
    </>
  );
}

type FactsProps = Pick<ReadingBarProps, 'sheet' | 'plan' | 'disabled'>;

/** What the sheet has beside cells, and what becomes of it. */
function Facts({ sheet, plan, disabled }: FactsProps) {
  const t = useT('import');
  const format = useFormat();
  const fact = (count: number) => ({ count, number: format.number(count) });
  return (
    <>
      {sheet.merged > 0 && (
        <Checkbox
          checked={plan.fillMerged}
          disabled={disabled}
          onChange={(event) => changePlan({ fillMerged: event.target.checked })}
        >
          {t('factMerged', fact(sheet.merged))}
        </Checkbox>
      )}
      {sheet.hiddenRows > 0 && (
        <Checkbox
          checked={plan.skipHidden}
          disabled={disabled}
          onChange={(event) => changePlan({ skipHidden: event.target.checked })}
        >
          {t('factHidden', fact(sheet.hiddenRows))}
        </Checkbox>
      )}
      {sheet.summaryRows > 0 && (
        <span className="import-hint">{t('factSummary', fact(sheet.summaryRows))}</span>
      )}
      {sheet.pictures > 0 && <span className="import-hint">{t('factPictures', fact(sheet.pictures))}</span>}
    </>
  );
}
