import { useQuery } from '@tanstack/react-query';
import { Checkbox, Select } from 'antd';
import { useMemo, useState } from 'react';
import type { LandscapeAccount, LandscapeObject, LandscapeOutcome } from '../../contract/api/index.ts';
import { entityOf, isEntityKey } from '../../model/entities/index.ts';
import { describeError } from '../../model/errors.ts';
import { orpc } from '../app/client.ts';
import { inWords } from '../app/errors.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { arrayRows } from '../ui/array-rows.ts';
import { Dot } from '../ui/status-dot.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';
import { decide, type LandscapeSession } from './landscape-store.ts';
import { outcomeTones } from './outcomes.tsx';

interface ObjectsProps {
  readonly session: LandscapeSession;
  readonly account: LandscapeAccount;
  readonly outcome: LandscapeOutcome | null;
  readonly kind: string | null;
}

const most = 2000;

/** Object by object: what becomes of it, with old and new values, and what a person has to decide. */
export function Objects({ session, account, outcome, kind }: ObjectsProps) {
  const t = useT('landscapes');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const input = {
    plan: account.plan,
    offset: 0,
    limit: most,
    ...(outcome ? { outcome } : {}),
    ...(kind ? { kind } : {}),
    ...(open ? { open } : {}),
  };
  const { data, error } = useQuery(
    orpc.landscapes.objects.queryOptions({ input, staleTime: Number.POSITIVE_INFINITY }),
  );
  const { data: doubtful } = useQuery(
    orpc.landscapes.objects.queryOptions({ input: { plan: account.plan, offset: 0, limit: 1, open: true } }),
  );
  const columns = useColumns(session);
  const rows = useMemo(() => data?.rows.map((row, i) => ({ ...row, at: String(i) })), [data]);
  return (
    <section className="import-main" aria-label={t('objects')}>
      <div className="import-filter">
        <h2>{t('objectsCount', { count: data?.total ?? 0, number: format.number(data?.total ?? 0) })}</h2>
        {((doubtful?.total ?? 0) > 0 || open) && (
          <Checkbox checked={open} onChange={(event) => setOpen(event.target.checked)}>
            {t('onlyOpen', { count: doubtful?.total ?? 0 })}
          </Checkbox>
        )}
        {(data?.total ?? 0) > most && (
          <span className="import-hint">{t('firstOnes', { most: format.number(most) })}</span>
        )}
      </div>
      <VirtualTable
        label={t('objects')}
        columns={columns}
        rows={arrayRows(rows, error)}
        rowId={(row) => row.at}
        rowName={(row) => `${row.kind} ${row.name || row.id}`}
        empty={<p className="import-hint">{t('noObjects')}</p>}
      />
    </section>
  );
}

type Row = LandscapeObject & { readonly at: string };

function useColumns(session: LandscapeSession): readonly Column<Row>[] {
  const t = useT('landscapes');
  return useMemo(
    (): readonly Column<Row>[] => [
      {
        key: 'kind',
        title: t('kind'),
        width: 150,
        render: (row) => <span className="code">{row.kind}</span>,
      },
      { key: 'name', title: t('object'), width: 150, grow: 1, render: (row) => row.name || row.id },
      {
        key: 'outcome',
        title: t('outcome'),
        width: 116,
        render: (row) => <Dot tone={outcomeTones[row.outcome]}>{t(row.outcome)}</Dot>,
      },
      { key: 'record', title: t('record'), width: 150, grow: 1, render: (row) => <RecordCell row={row} /> },
      {
        key: 'detail',
        title: t('detail'),
        width: 260,
        grow: 3,
        render: (row) => <Detail row={row} session={session} />,
      },
    ],
    [t, session],
  );
}

function RecordCell({ row }: { row: Row }) {
  const t = useT('landscapes');
  if (!row.label) return <span className="dash">—</span>;
  return (
    <span title={row.label}>
      {row.label}
      {row.by && row.by !== 'key' && <small className="landscape-by">{t(`by_${row.by}`)}</small>}
    </span>
  );
}

function Detail({ row, session }: { row: Row; session: LandscapeSession }) {
  const language = useLanguage();
  const changes = useChangeWords();
  const { key } = row;
  const decided = key === null ? undefined : session.decisions[key];
  const openTo = key !== null && !session.result && (row.candidates.length > 0 || decided !== undefined);
  const reason = row.code === null ? '' : describeError(row.code, inWords(row.params, language), language);
  const text = reason || changes(row);
  return (
    <span className="landscape-detail">
      {openTo && <Choice row={row} keyOf={key} decided={decided} />}
      <span title={text}>{text}</span>
    </span>
  );
}

function Choice({ row, keyOf, decided }: { row: Row; keyOf: string; decided: string | undefined }) {
  const t = useT('landscapes');
  const options = [
    ...row.candidates.map(({ id, label }) => ({ value: id, label: t('isRecord', { label }) })),
    { value: 'new', label: t('isNew') },
    { value: 'skip', label: t('isSkipped') },
  ];
  return (
    <Select
      size="small"
      className="landscape-choice"
      aria-label={t('decideFor', { name: row.name || row.id })}
      placeholder={t('decide')}
      value={decided ?? null}
      allowClear
      options={options}
      popupMatchSelectWidth={false}
      onChange={(value: string | null | undefined) => decide(keyOf, value ?? null)}
    />
  );
}

/** Old and new values of a record that is there, in words. */
function useChangeWords(): (row: Row) => string {
  const label = useLabel();
  const t = useT('landscapes');
  const catalogue = useCatalogue();
  return (row) =>
    row.changes
      .map(({ field, from, to }) => {
        const { entity } = row;
        const def =
          entity && isEntityKey(entity)
            ? (entityOf(entity).fields[field] ?? catalogue.attrField(field))
            : null;
        const word = def ? label(def.label) : field;
        if (def?.type === 'json' || def?.type === 'ref') return t('changed', { field: word });
        const shown = (value: unknown): string => {
          const choice = def?.choices && typeof value === 'string' ? def.choices[value] : undefined;
          return choice ? label(choice.label) : value === null ? '—' : String(value);
        };
        return `${word}: ${shown(from)} → ${shown(to)}`;
      })
      .join('; ');
}
