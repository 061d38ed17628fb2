import './compare.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { CompareInput, CompareSummary, DifferenceLine } from '../../contract/api/index.ts';
import { orpc } from '../app/client.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { arrayRows } from '../ui/array-rows.ts';
import { Code } from '../ui/code.tsx';
import { Empty } from '../ui/empty.tsx';
import { Dot, type Tone } from '../ui/status-dot.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';

type Kind = DifferenceLine['kind'];
type State = DifferenceLine['authorisation']['state'];

/** One field of one difference; only the first of a difference says whose it is. */
interface FieldRow {
  readonly id: string;
  readonly line: DifferenceLine;
  readonly first: boolean;
  readonly field: DifferenceLine['fields'][number] | null;
}

/** Lines that a page shows at most; what is more is narrowed down or exported. */
const most = 5000;

export const kindTones: Readonly<Record<Kind, Tone>> = { added: 'ok', removed: 'bad', changed: 'warning' };
const stateTones: Readonly<Record<State, Tone>> = {
  authorised: 'ok',
  acknowledged: 'warning',
  unauthorised: 'bad',
};

interface DifferenceListProps {
  readonly query: CompareInput;
  readonly summary: CompareSummary;
  /** Shows what change numbers cover. */
  readonly drift?: boolean;
}

/** Differences grouped by asset, field by field, filtered by what happened. */
export function DifferenceList({ query, summary, drift = false }: DifferenceListProps) {
  const t = useT('past');
  const language = useLanguage();
  const [kind, setKind] = useState<Kind | 'all'>('all');
  const [entity, setEntity] = useState<'asset' | 'relation' | 'both'>('both');
  const [state, setState] = useState<State | 'all'>('all');
  const { data, error } = useQuery(
    orpc.compare.lines.queryOptions({
      input: {
        ...query,
        ...(kind === 'all' ? {} : { kind }),
        ...(entity === 'both' ? {} : { entity }),
        ...(state === 'all' ? {} : { state }),
        offset: 0,
        limit: most,
        language,
      },
      placeholderData: keepPreviousData,
    }),
  );
  const rows = useMemo(() => data?.lines.flatMap(rowsOf), [data]);
  const columns = useColumns(drift);
  const { assets, relations, authorisation } = summary;
  const of = (one: Kind): number =>
    (entity === 'relation' ? 0 : assets[one]) + (entity === 'asset' ? 0 : relations[one]);
  const all = of('added') + of('removed') + of('changed');
  return (
    <div className="differences">
      <div className="difference-filters">
        <Segmented
          aria-label={t('kind')}
          value={kind}
          onChange={setKind}
          options={[
            { value: 'all', label: t('all', { count: all }) },
            { value: 'added', label: t('added', { count: of('added') }) },
            { value: 'removed', label: t('removed', { count: of('removed') }) },
            { value: 'changed', label: t('changed', { count: of('changed') }) },
          ]}
        />
        <Segmented
          aria-label={t('both')}
          value={entity}
          onChange={setEntity}
          options={[
            { value: 'both', label: t('both') },
            { value: 'asset', label: t('assets') },
            { value: 'relation', label: t('relations') },
          ]}
        />
        {drift && (
          <Segmented
            aria-label={t('authorisation')}
            value={state}
            onChange={setState}
            options={[
              { value: 'all', label: t('authorisation') },
              { value: 'authorised', label: t('authorised', { count: authorisation.authorised }) },
              { value: 'acknowledged', label: t('acknowledged', { count: authorisation.acknowledged }) },
              { value: 'unauthorised', label: t('unauthorised', { count: authorisation.unauthorised }) },
            ]}
          />
        )}
      </div>
      {data && data.total > data.lines.length && (
        <p role="status">{t('truncated', { shown: data.lines.length, total: data.total })}</p>
      )}
      <div className="difference-rows">
        <VirtualTable
          label={drift ? t('drift') : t('compare')}
          columns={columns}
          rows={arrayRows(rows, error)}
          rowId={(row) => row.id}
          rowName={({ line }) => [line.asset.tag, line.asset.name].filter(Boolean).join(' ')}
          empty={
            <Empty
              title={drift ? t('noDrift') : t('noDifference')}
              hint={drift ? t('noDriftHint') : t('noDifferenceHint')}
            />
          }
        />
      </div>
    </div>
  );
}

function rowsOf(line: DifferenceLine): FieldRow[] {
  const fields = line.fields.length > 0 ? line.fields : [null];
  return fields.map((field, i) => ({ id: `${line.id} ${i}`, line, first: i === 0, field }));
}

function useColumns(drift: boolean): readonly Column<FieldRow>[] {
  const t = useT('past');
  const format = useFormat();
  return useMemo(() => {
    const words: Record<Kind, string> = {
      added: t('addedWord'),
      removed: t('removedWord'),
      changed: t('changedWord'),
    };
    const states: Record<State, string> = {
      authorised: t('authorisedWord'),
      acknowledged: t('acknowledgedWord'),
      unauthorised: t('unauthorisedWord'),
    };
    const columns: Column<FieldRow>[] = [
      {
        key: 'kind',
        title: t('kind'),
        width: 92,
        render: ({ line, first }) => first && <Dot tone={kindTones[line.kind]}>{words[line.kind]}</Dot>,
      },
      {
        key: 'tag',
        title: t('tag'),
        width: 130,
        render: ({ line, first }) => first && <Code>{line.asset.tag || '—'}</Code>,
      },
      {
        key: 'name',
        title: t('name'),
        width: 180,
        grow: 2,
        render: ({ line, first }) => first && <Subject line={line} />,
      },
      { key: 'field', title: t('field'), width: 110, render: ({ field }) => field?.label ?? '' },
      {
        key: 'before',
        title: t('before'),
        width: 120,
        grow: 2,
        render: ({ field }) => field && <Value text={field.fromText} old />,
      },
      {
        key: 'after',
        title: t('after'),
        width: 120,
        grow: 2,
        render: ({ field }) => field && <Value text={field.toText} />,
      },
      {
        key: 'when',
        title: t('when'),
        width: 142,
        render: ({ line, first }) =>
          first && <Code>{line.at === null ? '—' : format.dateTime(line.at)}</Code>,
      },
      { key: 'by', title: t('by'), width: 80, render: ({ line, first }) => first && line.actor },
    ];
    if (!drift) return columns;
    const authorisation: Column<FieldRow> = {
      key: 'authorisation',
      title: t('authorisation'),
      width: 210,
      grow: 1,
      render: ({ line, first }) => {
        const { state, references } = line.authorisation;
        const words = [states[state], ...references].join(' ');
        return (
          first && (
            <span title={words}>
              <Dot tone={stateTones[state]}>{words}</Dot>
            </span>
          )
        );
      },
    };
    return [...columns.slice(0, 3), authorisation, ...columns.slice(3)];
  }, [t, format, drift]);
}

function Subject({ line }: { line: DifferenceLine }) {
  const { asset, target, typeText, entity, kind } = line;
  const name = asset.name || asset.tag;
  if (entity === 'relation') {
    const words = `${name} → ${typeText} → ${target ? [target.tag, target.name].filter(Boolean).join(' ') : ''}`;
    return <span title={words}>{words}</span>;
  }
  if (kind === 'removed') return <span title={name}>{name}</span>;
  return (
    <Link to={`/assets/${asset.id}`} tabIndex={-1} title={name}>
      {name}
    </Link>
  );
}

function Value({ text, old = false }: { text: string; old?: boolean }) {
  const t = useT('past');
  if (text === '') return <span className="dash">{t('empty')}</span>;
  return old ? (
    <del className="difference-old" title={text}>
      {text}
    </del>
  ) : (
    <span title={text}>{text}</span>
  );
}
