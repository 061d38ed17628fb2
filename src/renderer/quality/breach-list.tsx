import { useQuery } from '@tanstack/react-query';
import { Button, Input, Tag } from 'antd';
import { useMemo, useState } from 'react';
import type { BreachRow, QualityRuleInfo } from '../../contract/api/index.ts';
import { mostMended } from '../../contract/api/quality.ts';
import { api, orpc } from '../app/client.ts';
import { useWhyNot } from '../app/may.ts';
import { AssetCard } from '../assets/card.tsx';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { useWindows } from '../ui/rows.ts';
import { useDebounced } from '../ui/use-debounced.ts';
import { VirtualTable } from '../ui/virtual-table.tsx';
import { useBreachColumns } from './breach-columns.tsx';
import { MendDialog } from './mend-dialog.tsx';

interface BreachListProps {
  readonly rule: QualityRuleInfo;
  /** Only of this class or department; `-` those without one; null: all. */
  readonly classKey: string | null;
  readonly department: string | null;
  /** Takes class and department away. */
  readonly onAll: () => void;
}

const none: ReadonlySet<string> = new Set();

/** What breaks a rule, to be worked through one by one or mended together. */
export function BreachList({ rule, classKey, department, onAll }: BreachListProps) {
  const t = useT('quality');
  const label = useLabel();
  const format = useFormat();
  const whyNot = useWhyNot()('asset', 'update', {});
  const [text, setText] = useState('');
  const [selected, setSelected] = useState<ReadonlySet<string>>(none);
  const [open, setOpen] = useState<number | null>(null);
  const [mending, setMending] = useState(false);
  const search = useDebounced(text.trim(), 250);
  const columns = useBreachColumns(rule);
  const name = label(rule.label);
  const query = useMemo(
    () => ({
      rule: rule.id,
      ...(search ? { search } : {}),
      ...(classKey === null ? {} : { class: classKey === '-' ? null : classKey }),
      ...(department === null ? {} : { department: department === '-' ? null : department }),
    }),
    [rule.id, search, classKey, department],
  );
  const first = useQuery(orpc.quality.breaches.queryOptions({ input: { ...query, offset: 0, limit: 1 } }));
  const total = first.data?.total;
  const rows = useWindows<BreachRow>(JSON.stringify(query), total, (offset, limit) =>
    orpc.quality.breaches.queryOptions({
      input: { ...query, offset, limit },
      select: (page: { rows: BreachRow[] }) => page.rows,
    }),
  );
  const at = open === null ? null : Math.min(open, Math.max(0, rows.count - 1));
  const opened = at === null ? undefined : rows.at(at);
  const go = (to: number): void => {
    rows.show(Math.max(0, to - 5), to + 5);
    setOpen(to);
  };
  const selectAll = async (): Promise<void> => {
    const { ids } = await api.quality.breachIds(query);
    setSelected(new Set(ids));
  };
  return (
    <section className={opened ? 'quality-work with-card' : 'quality-work'}>
      <div className="quality-list">
        <div className="quality-tools">
          <Input
            className="quality-search"
            allowClear
            aria-label={t('search')}
            placeholder={t('search')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Only classKey={classKey} department={department} onAll={onAll} />
          <span className="spring" />
          {selected.size > 0 ? (
            <>
              <span role="status">{t('selected', { count: selected.size })}</span>
              <Button size="small" type="text" onClick={() => setSelected(none)}>
                {t('clear')}
              </Button>
            </>
          ) : (
            (total ?? 0) > 0 && (
              <Button size="small" type="text" onClick={() => void selectAll()}>
                {t('selectAll', { count: Math.min(total ?? 0, mostMended) })}
              </Button>
            )
          )}
          <Button
            disabled={selected.size === 0 || whyNot !== undefined}
            title={whyNot}
            onClick={() => setMending(true)}
          >
            {t('mend')}
          </Button>
        </div>
        {(total ?? 0) > mostMended && <p className="quiet">{t('mostMended', { count: mostMended })}</p>}
        <VirtualTable
          label={t('list', { name })}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          rowName={(row) => String(row.values.tag ?? row.values.name ?? '')}
          selected={selected}
          onSelect={setSelected}
          onSelectAll={() => void selectAll()}
          openId={opened?.id}
          onOpen={(row) => setOpen(placeOf(rows, row.id))}
          onMove={(row) => open !== null && setOpen(placeOf(rows, row.id))}
          empty={<Empty title={t('none', { name })} />}
        />
      </div>
      {opened && at !== null && (
        <aside className="panel quality-card">
          <div className="quality-steps">
            <Button size="small" disabled={at === 0} onClick={() => go(at - 1)}>
              {t('previous')}
            </Button>
            <span role="status">
              {t('position', { at: format.number(at + 1), total: format.number(rows.count) })}
            </span>
            <Button size="small" disabled={at + 1 >= rows.count} onClick={() => go(at + 1)}>
              {t('next')}
            </Button>
          </div>
          <AssetCard key={opened.id} id={opened.id} onClose={() => setOpen(null)} />
        </aside>
      )}
      {mending && (
        <MendDialog
          ids={[...selected].slice(0, mostMended)}
          suggested={
            rule.parameters.fields?.find((field) => opened === undefined || !opened.values[field]) ??
            rule.parameters.field
          }
          onClose={() => setMending(false)}
          onDone={() => setSelected(none)}
        />
      )}
    </section>
  );
}

/** Where a row stands among those that are here. */
function placeOf(rows: { readonly count: number; at(i: number): BreachRow | undefined }, id: string): number {
  for (let i = 0; i < rows.count; i++) if (rows.at(i)?.id === id) return i;
  return 0;
}

function Only({ classKey, department, onAll }: Pick<BreachListProps, 'classKey' | 'department' | 'onAll'>) {
  const t = useT('quality');
  const language = useLanguage();
  const catalogue = useCatalogue();
  const { data } = useQuery(
    orpc.records.get.queryOptions({
      input: { entity: 'department', id: department ?? '' },
      enabled: department !== null && department !== '-',
    }),
  );
  if (classKey !== null) {
    const name = classKey === '-' ? t('noClass') : (catalogue.classOf(classKey)?.label[language] ?? classKey);
    return (
      <Tag closable onClose={onAll}>
        {t('filterClass', { name })}
      </Tag>
    );
  }
  if (department === null) return null;
  const name = department === '-' ? t('noDepartment') : String(data?.values.name ?? '');
  return (
    <Tag closable onClose={onAll}>
      {t('filterDepartment', { name })}
    </Tag>
  );
}
