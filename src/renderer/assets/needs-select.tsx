import { App, Select } from 'antd';
import type { FullRecord, Neighbour } from '../../contract/api/index.ts';
import type { Catalogue } from '../../model/catalogue.ts';
import { needsOf } from '../../model/redundancy.ts';
import type { JsonObject } from '../../model/types.ts';
import { api } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useT } from '../i18n/index.ts';

interface NeedsSelectProps {
  readonly record: FullRecord;
  readonly type: string;
  /** The relations of this type over which the asset is supplied. */
  readonly suppliers: readonly Neighbour[];
  /** How the relation reads from the asset. */
  readonly name: string;
}

/** Whether failure comes to this asset over such a relation. */
export function isSupply(
  catalogue: Catalogue,
  { type, direction }: Pick<Neighbour, 'type' | 'direction'>,
): boolean {
  const rule = catalogue.relationType(type)?.impact;
  return rule === 'both' || rule === (direction === 'out' ? 'toSource' : 'toTarget');
}

/** How many of its suppliers an asset needs: two supplies of which one is enough make it redundant. */
export function NeedsSelect({ record, type, suppliers, name }: NeedsSelectProps) {
  const t = useT('assets');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const done = useDoneMessage();
  const count = new Set(suppliers.map(({ asset }) => asset.id)).size;
  if (count < 2) return null;
  const redundancy = (record.values.redundancy ?? null) as JsonObject | null;
  const needs = needsOf(type, record.values.class as string | null, redundancy);
  const options = [
    { value: count, label: t('needsAll', { count }) },
    ...Array.from({ length: count - 1 }, (_, i) => ({
      value: count - 1 - i,
      label: t('needsSome', { needed: count - 1 - i, count }),
    })),
    { value: 0, label: t('needsNone') },
  ];
  const choose = async (needed: number): Promise<void> => {
    const patch = { redundancy: { ...redundancy, [type]: needed } };
    const base = { redundancy: record.heads.redundancy ?? record.heads['*'] ?? [] };
    try {
      const { batch } = await api.records.update({ entity: 'asset', id: record.id, patch, base });
      done(t('needsChanged'), batch);
    } catch (error) {
      message.error(errorText(error));
    }
  };
  return (
    <Select<number>
      className="needs"
      size="small"
      variant="filled"
      aria-label={t('needs', { name })}
      title={t('needsHint')}
      value={needs === 'all' ? count : Math.min(needs, count)}
      options={options}
      popupMatchSelectWidth={false}
      onChange={(needed) => void choose(needed)}
    />
  );
}
