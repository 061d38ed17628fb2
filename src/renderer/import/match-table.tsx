import { Button, Select } from 'antd';
import { useState } from 'react';
import type { InspectedColumn, InspectedSheet, SheetImport } from '../../contract/api/index.ts';
import { useT } from '../i18n/index.ts';
import { DateQuestion } from './date-question.tsx';
import { FieldPicker } from './field-picker.tsx';
import { changePlan, matchColumn } from './import-store.ts';
import { ambiguousDates, lentDateOrder, repeatedTargets } from './sheet-plan.ts';
import { useColumnName } from './use-column-name.ts';

interface MatchTableProps {
  readonly sheet: InspectedSheet;
  readonly plan: SheetImport;
  readonly disabled: boolean;
}

/** Columns shown at first; a sheet may have 16,384. */
const firstColumns = 120;

/** What each column of the sheet becomes; below, what its marks and pictures become. */
export function MatchTable(props: MatchTableProps) {
  const { sheet } = props;
  const t = useT('import');
  const [shown, setShown] = useState(firstColumns);
  const cells = sheet.columns.filter((column) => column.source === 'cell');
  const marks = sheet.columns.filter((column) => column.source !== 'cell');
  return (
    <>
      <table className="import-table">
        <caption className="visually-hidden">{t('matchTable')}</caption>
        <thead>
          <tr>
            <th scope="col" className="import-letter">
              <span className="visually-hidden">{t('letter')}</span>
            </th>
            <th scope="col" className="import-name">
              {t('column')}
            </th>
            <th scope="col">{t('samples')}</th>
            <th scope="col" className="import-field">
              {t('field')}
            </th>
            <th scope="col" className="import-blank">
              {t('blankColumn')}
            </th>
          </tr>
        </thead>
        <tbody>
          {cells.slice(0, shown).map((column) => (
            <ColumnRow key={column.index} column={column} {...props} />
          ))}
        </tbody>
        {marks.length > 0 && (
          <tbody>
            <tr className="import-marks">
              <th scope="rowgroup" colSpan={5}>
                {t('marks')} <small>{t('marksHint')}</small>
              </th>
            </tr>
            {marks.map((column) => (
              <ColumnRow key={column.index} column={column} {...props} />
            ))}
          </tbody>
        )}
      </table>
      {cells.length > shown && (
        <Button type="link" onClick={() => setShown(shown + firstColumns)}>
          {t('moreColumns', { count: cells.length - shown })}
        </Button>
      )}
    </>
  );
}

function ColumnRow({ column, sheet, plan, disabled }: MatchTableProps & { column: InspectedColumn }) {
  const t = useT('import');
  const name = useColumnName()(column);
  const target = plan.mapping[String(column.index)] ?? null;
  const twice = target !== null && repeatedTargets(plan.mapping).has(target);
  const asks = ambiguousDates(sheet, plan).some(({ index }) => index === column.index);
  return (
    <tr className={target === null ? 'import-off' : ''}>
      <td className="import-letter code">{column.letter}</td>
      <th scope="row" title={name}>
        {name}
        {column.hidden && <em>{t('hiddenColumn')}</em>}
      </th>
      <td className="import-samples" title={column.samples.join('\n')}>
        <Samples column={column} />
      </td>
      <td>
        <FieldPicker
          entity={plan.entity}
          value={target}
          label={t('fieldOf', { column: name })}
          invalid={twice}
          disabled={disabled}
          taken={new Set(Object.values(plan.mapping))}
          onChange={(key) => matchColumn(column.index, key)}
        />
        {twice && <small className="import-fault">{t('repeatedHere')}</small>}
        {asks && (
          <DateQuestion
            column={column}
            name={name}
            plan={plan}
            lent={lentDateOrder(sheet, plan)}
            disabled={disabled}
          />
        )}
      </td>
      <td>
        {target !== null && column.source === 'cell' && (
          <BlankChoice target={target} name={name} plan={plan} disabled={disabled} />
        )}
      </td>
    </tr>
  );
}

function Samples({ column }: { column: InspectedColumn }) {
  return column.samples.map((sample, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the first rows have no other name
    <span key={i}>
      {column.source === 'fill' && /^#[0-9a-f]{6}$/i.test(sample) && (
        <svg className="import-swatch" viewBox="0 0 10 10" aria-hidden="true">
          <rect width="10" height="10" fill={sample} />
        </svg>
      )}
      {sample}
    </span>
  ));
}

type Blank = 'usual' | 'keep' | 'clear';
const blankChoices: readonly Blank[] = ['usual', 'keep', 'clear'];

interface BlankChoiceProps {
  readonly target: string;
  readonly name: string;
  readonly plan: SheetImport;
  readonly disabled: boolean;
}

/** What an empty cell of this column does; the sheet's own rule unless told otherwise. */
function BlankChoice({ target, name, plan, disabled }: BlankChoiceProps) {
  const t = useT('import');
  const { [target]: own, ...others } = plan.blanks;
  return (
    <Select<Blank>
      size="small"
      className="wide"
      variant="borderless"
      aria-label={t('blankOf', { column: name })}
      value={own ?? 'usual'}
      disabled={disabled}
      popupMatchSelectWidth={130}
      options={blankChoices.map((value) => ({
        value,
        label: t(`blankColumn_${value}`),
      }))}
      onChange={(value) => changePlan({ blanks: withBlank(others, target, value) })}
    />
  );
}

function withBlank(others: SheetImport['blanks'], target: string, value: Blank): SheetImport['blanks'] {
  return value === 'usual' ? others : { ...others, [target]: value };
}
