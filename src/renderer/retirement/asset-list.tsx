import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { RetirementInfo } from '../../contract/api/index.ts';
import { entities } from '../../model/entities/index.ts';
import { statuses } from '../../model/lifecycle.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLabel } from '../i18n/index.ts';
import { arrayRows } from '../ui/array-rows.ts';
import { Code } from '../ui/code.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';

type Asset = RetirementInfo['assets'][number];

/** The assets that go. */
export function AssetList({ assets }: { assets: readonly Asset[] }) {
  const label = useLabel();
  const catalogue = useCatalogue();
  const format = useFormat();
  const navigate = useNavigate();
  const columns = useMemo((): readonly Column<Asset>[] => {
    const { fields } = entities.asset;
    return [
      { key: 'tag', title: label(fields.tag.label), width: 150, render: (asset) => <Code>{asset.tag}</Code> },
      { key: 'name', title: label(fields.name.label), width: 180, grow: 2, render: (asset) => asset.name },
      {
        key: 'class',
        title: label(fields.class.label),
        width: 110,
        grow: 1,
        render: (asset) => {
          const def = catalogue.classOf(asset.class);
          return def ? label(def.label) : '—';
        },
      },
      {
        key: 'status',
        title: label(fields.status.label),
        width: 120,
        render: (asset) => <StatusDot choices={statuses} value={asset.status} />,
      },
      {
        key: 'cost',
        title: label(fields.cost.label),
        width: 130,
        align: 'end',
        render: (asset) => (
          <Code>{asset.cost === null ? '—' : format.money(asset.cost, asset.currency ?? 'CNY')}</Code>
        ),
      },
    ];
  }, [label, format, catalogue]);
  return (
    <div className="retire-table">
      <VirtualTable
        label={label(entities.asset.plural)}
        columns={columns}
        rows={arrayRows(assets)}
        rowId={(asset) => asset.id}
        rowName={(asset) => asset.tag || asset.name}
        onOpen={(asset) => void navigate(`/assets/${asset.id}`)}
      />
    </div>
  );
}
