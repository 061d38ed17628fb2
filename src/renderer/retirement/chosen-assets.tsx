import { CloseOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { Row } from '../../contract/api/index.ts';
import { statuses } from '../../model/lifecycle.ts';
import { orpc } from '../app/client.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { StatusDot } from '../ui/status-dot.tsx';

/** So many are listed; of more the number is said, and the core checks all of them. */
const mostListed = 500;

export interface Chosen {
  readonly rows: readonly Row[];
  readonly error: unknown;
}

/** The records of chosen assets, in the order of choosing. */
export function useChosenAssets(ids: readonly string[]): Chosen {
  const listed = ids.slice(0, mostListed);
  const { data, error } = useQuery(
    orpc.records.page.queryOptions({
      input: { entity: 'asset', filter: `id=${listed.join(',')}`, offset: 0, limit: mostListed },
      enabled: listed.length > 0,
      placeholderData: keepPreviousData,
    }),
  );
  const byId = new Map((data?.rows ?? []).map((row) => [row.id, row]));
  return { rows: listed.map((id) => byId.get(id)).filter((row) => row !== undefined), error };
}

interface ChosenAssetsProps {
  readonly chosen: Chosen;
  readonly count: number;
  /** Of them, those that cannot be put up for retirement now. */
  readonly refused: readonly Row[];
  readonly onRemove: (id: string) => void;
}

export function ChosenAssets({ chosen, count, refused, onRemove }: ChosenAssetsProps) {
  const t = useT('retirement');
  const label = useLabel();
  if (count === 0) return null;
  const statusWord = (row: Row): string => {
    const status = statuses[String(row.values.status) as keyof typeof statuses];
    return status ? label(status.label) : String(row.values.status ?? '—');
  };
  return (
    <>
      <ul className="chosen" data-testid="chosen-assets">
        {chosen.rows.map((row) => (
          <li key={row.id}>
            <Code>{String(row.values.tag ?? '—')}</Code>
            <span className="chosen-name">{String(row.values.name ?? '')}</span>
            <StatusDot choices={statuses} value={row.values.status} />
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={t('requestRemove', { name: String(row.values.tag ?? row.values.name ?? '') })}
              onClick={() => onRemove(row.id)}
            />
          </li>
        ))}
      </ul>
      {count > mostListed && <p className="form-hint">{t('impactMore', { count: count - mostListed })}</p>}
      {refused.map((row) => (
        <p key={row.id} className="field-error" role="alert">
          {t('notRetirable', { tag: String(row.values.tag ?? ''), status: statusWord(row) })}
        </p>
      ))}
    </>
  );
}
