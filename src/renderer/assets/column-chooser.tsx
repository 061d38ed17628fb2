import { ArrowDownOutlined, ArrowUpOutlined, ColumnWidthOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLabel, useT } from '../i18n/index.ts';
import { columnFieldsOf, defaultColumns } from './columns.tsx';

interface ColumnChooserProps {
  readonly columns: readonly string[];
  readonly onChange: (columns: readonly string[]) => void;
}

/** Which columns the list shows, and in which order. */
export function ColumnChooser({ columns, onChange }: ColumnChooserProps) {
  const t = useT('assets');
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={t('columnsTitle')}
      content={<Choices columns={columns} onChange={onChange} />}
    >
      <Button size="small" icon={<ColumnWidthOutlined aria-hidden="true" />}>
        {t('columns')}
      </Button>
    </Popover>
  );
}

function Choices({ columns, onChange }: ColumnChooserProps) {
  const t = useT('assets');
  const label = useLabel();
  const columnFields = columnFieldsOf(useCatalogue());
  const names = new Map(columnFields.map(([key, field]) => [key, label(field.label)]));
  const shown = columns.filter((key) => names.has(key));
  const hidden = columnFields.map(([key]) => key).filter((key) => !shown.includes(key));
  const swap = (at: number, to: number): void => {
    const next = [...shown];
    const moved = next.splice(at, 1);
    next.splice(to, 0, ...moved);
    onChange(next);
  };
  return (
    <div className="column-choices">
      <ul>
        {shown.map((key, i) => {
          const column = names.get(key) ?? key;
          return (
            <li key={key}>
              <Checkbox
                checked
                disabled={shown.length === 1}
                onChange={() => onChange(shown.filter((each) => each !== key))}
              >
                {column}
              </Checkbox>
              <Button
                type="text"
                size="small"
                icon={<ArrowUpOutlined />}
                aria-label={t('columnUp', { column })}
                disabled={i === 0}
                onClick={() => swap(i, i - 1)}
              />
              <Button
                type="text"
                size="small"
                icon={<ArrowDownOutlined />}
                aria-label={t('columnDown', { column })}
                disabled={i === shown.length - 1}
                onClick={() => swap(i, i + 1)}
              />
            </li>
          );
        })}
        {hidden.map((key) => (
          <li key={key}>
            <Checkbox checked={false} onChange={() => onChange([...shown, key])}>
              {names.get(key)}
            </Checkbox>
          </li>
        ))}
      </ul>
      <Button size="small" onClick={() => onChange(defaultColumns)}>
        {t('columnsReset')}
      </Button>
    </div>
  );
}
