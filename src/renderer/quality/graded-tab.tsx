import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { GradedReport } from '../../contract/api/index.ts';
import { fieldPacks, mlpsLevels } from '../../model/field-packs.ts';
import { formatFilter } from '../../model/filter.ts';
import { orpc } from '../app/client.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { arrayRows } from '../ui/array-rows.ts';
import { Code } from '../ui/code.tsx';
import { Empty } from '../ui/empty.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';
import { PackPage } from './pack-bar.tsx';

type System = GradedReport['systems'][number];

const zones = fieldPacks[0]?.fields.find(({ key }) => key === 'mlpsZone')?.choices ?? {};

/** 等保定级清单: every graded system with its level, filing and assessments. */
export function GradedTab() {
  return (
    <PackPage pack="mlps">
      <Systems />
    </PackPage>
  );
}

function Systems() {
  const t = useT('quality');
  const navigate = useNavigate();
  const { data, error } = useQuery(orpc.quality.graded.queryOptions());
  const columns = useSystemColumns();
  const open = ({ system }: System): void => {
    const term = { field: 'mlpsSystem', operator: '=' as const, values: system === null ? [] : [system] };
    const filter = formatFilter({ terms: [term], words: [] });
    void navigate(`/assets?filter=${encodeURIComponent(filter)}`);
  };
  return (
    <div className="work-list">
      <VirtualTable
        label={t('tabGraded')}
        columns={columns}
        rows={arrayRows(data?.systems, error)}
        rowId={(row) => row.system ?? '-'}
        rowName={(row) => row.system ?? t('noSystem')}
        onOpen={open}
        empty={<Empty title={t('gradedNone')} />}
      />
    </div>
  );
}

function useSystemColumns(): readonly Column<System>[] {
  const t = useT('quality');
  const common = useT('common');
  const label = useLabel();
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: 'system',
        title: t('system'),
        width: 160,
        grow: 2,
        render: (row) => row.system ?? t('noSystem'),
      },
      {
        key: 'level',
        title: t('level'),
        width: 150,
        render: ({ level, levels }) =>
          level === null ? (
            '—'
          ) : (
            <span className={levels > 1 ? 'tone-warning' : ''} title={levels > 1 ? t('levelsDiffer') : ''}>
              {label(mlpsLevels[level])}
              {levels > 1 && ` · ${t('levelsDiffer')}`}
            </span>
          ),
      },
      {
        key: 'filingNo',
        title: t('filingNo'),
        width: 130,
        render: (row) => <Code>{row.filingNo ?? '—'}</Code>,
      },
      {
        key: 'assessed',
        title: t('assessed'),
        width: 100,
        render: (row) => <Code>{row.assessed ?? '—'}</Code>,
      },
      {
        key: 'next',
        title: t('nextAssessment'),
        width: 150,
        render: ({ next, overdue }) => (
          <span className={overdue ? 'tone-bad' : ''}>
            <Code>{next ?? '—'}</Code> {overdue && t('overdue')}
          </span>
        ),
      },
      {
        key: 'zones',
        title: t('zones'),
        width: 160,
        grow: 2,
        render: (row) =>
          Object.entries(row.zones)
            .map(
              ([key, count]) => `${key === '' ? t('noZone') : zones[key] ? label(zones[key]) : key} ${count}`,
            )
            .join(common('listSeparator')),
      },
      {
        key: 'assets',
        title: t('assets'),
        width: 80,
        align: 'end',
        render: ({ assets }) => <Code>{format.number(assets)}</Code>,
      },
    ],
    [t, common, label, format],
  );
}
