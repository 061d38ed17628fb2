import { Radio } from 'antd';
import type { InspectedColumn, SheetImport } from '../../contract/api/index.ts';
import type { DayMonthOrder } from '../../model/date-orders.ts';
import { useT } from '../i18n/index.ts';
import { changePlan } from './import-store.ts';
import { dateExample } from './sheet-plan.ts';

interface DateQuestionProps {
  readonly column: InspectedColumn;
  readonly name: string;
  readonly plan: SheetImport;
  /** What the sheet's other dates lend to it; null where they say nothing. */
  readonly lent: DayMonthOrder | null;
  readonly disabled: boolean;
}

/** Asks which of two dates a value such as 3/5/24 means, where nothing in the column says; what other columns say stands there. */
export function DateQuestion({ column, name, plan, lent, disabled }: DateQuestionProps) {
  const t = useT('import');
  const key = String(column.index);
  const answer = plan.dateOrders[key];
  const example = dateExample(column.samples) ?? { text: '3/5/24', dmy: '2024-05-03', mdy: '2024-03-05' };
  return (
    <div className="import-question">
      <span className={(answer ?? lent) ? 'import-hint' : 'import-fault'}>
        {t(answer === undefined && lent ? 'dateLent' : 'dateQuestion', { value: example.text })}
      </span>
      <Radio.Group
        size="small"
        aria-label={t('dateQuestionOf', { column: name, value: example.text })}
        value={answer ?? lent}
        disabled={disabled}
        onChange={(event) =>
          changePlan({ dateOrders: { ...plan.dateOrders, [key]: event.target.value as 'dmy' | 'mdy' } })
        }
        options={[
          { value: 'mdy', label: t('dateMdy', { date: example.mdy }) },
          { value: 'dmy', label: t('dateDmy', { date: example.dmy }) },
        ]}
      />
    </div>
  );
}
