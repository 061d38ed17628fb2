import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReplacementLine } from '../../contract/api/index.ts';
import { type ReplacementState, replacementStates } from '../../model/field-packs.ts';
import { orpc } from '../app/client.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { arrayRows } from '../ui/array-rows.ts';
import { Code } from '../ui/code.tsx';
import { Empty } from '../ui/empty.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';
import { PackPage } from './pack-bar.tsx';

/** 信创替代进度: by class, how many stand in which state and how much is done. */
export function ReplacementTab() {
  return (
    <PackPage pack="xinchuang">
      <Progress />
    </PackPage>
  );
}

type Row = ReplacementLine & { readonly total: boolean };

function Progress() {
  const t = useT('quality');
  const { data, error } = useQuery(orpc.quality.replacement.queryOptions());
  const columns = useProgressColumns();
  const rows = useMemo(
    (): Row[] | undefined =>
      data && [
        ...data.lines.map((line) => ({ ...line, total: false })),
        ...(data.lines.length > 0 ? [{ ...data.total, total: true }] : []),
      ],
    [data],
  );
  return (
    <>
      <div className="work-list">
        <VirtualTable
          label={t('tabReplacement')}
          columns={columns}
          rows={arrayRows(rows, error)}
          rowId={(row) => (row.total ? 'total' : (row.class ?? '-'))}
          rowName={(row) => (row.total ? t('total') : (row.class ?? ''))}
          empty={<Empty title={t('replacementNone')} />}
        />
      </div>
      <p className="quiet">{t('doneHint')}</p>
    </>
  );
}

function useProgressColumns(): readonly Column<Row>[] {
  const t = useT('quality');
  const language = useLanguage();
  const label = useLabel();
  const format = useFormat();
  const catalogue = useCatalogue();
  return useMemo(() => {
    const count = (key: string, title: string, of: (row: Row) => number): Column<Row> => ({
      key,
      title,
      width: 86,
      align: 'end',
      render: (row) => <Code>{format.number(of(row))}</Code>,
    });
    return [
      {
        key: 'class',
        title: t('class'),
        width: 120,
        grow: 2,
        render: (row) =>
          row.total ? (
            <b>{t('total')}</b>
          ) : row.class === null ? (
            t('noClass')
          ) : (
            (catalogue.classOf(row.class)?.label[language] ?? row.class)
          ),
      },
      count('assets', t('assets'), ({ assets }) => assets),
      ...Object.entries(replacementStates).map(([key, word]) =>
        count(key, label(word), ({ states }) => states[key as ReplacementState]),
      ),
      count('unknown', t('unknown'), ({ states }) => states.unknown),
      {
        key: 'done',
        title: t('done'),
        width: 170,
        render: ({ done }) =>
          done === null ? (
            '—'
          ) : (
            <span className="quality-bar">
              <i style={{ width: `${Math.round(done * 100)}%` }} aria-hidden="true" />
              <Code>{`${(done * 100).toFixed(1)}%`}</Code>
            </span>
          ),
      },
      {
        key: 'overdue',
        title: t('overdue'),
        width: 80,
        align: 'end',
        render: ({ overdue }) => (
          <span className={overdue > 0 ? 'tone-bad' : ''}>
            <Code>{format.number(overdue)}</Code>
          </span>
        ),
      },
    ];
  }, [t, language, label, format, catalogue]);
}
