import './assets.css';
import { ExportOutlined, ImportOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Drawer, Space } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { Row } from '../../contract/api/index.ts';
import { useErrorText } from '../app/errors.ts';
import { useWhyNot } from '../app/may.ts';
import { usePagePrefs } from '../app/prefs.ts';
import { MoreMenu } from '../export/more-menu.tsx';
import { useT } from '../i18n/index.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { useRecordRows } from '../ui/rows.ts';
import { VirtualTable } from '../ui/virtual-table.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { AssetCard } from './card.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { defaultColumns, useAssetColumns } from './columns.tsx';
import { NewAsset } from './drawers.tsx';
import { FilterBar } from './filter-bar.tsx';
import { FindBox } from './find-box.tsx';
import { toQuery, useListState } from './list-state.ts';
import { EmptyRegister, NoMatch } from './nothing.tsx';
import { allIds, mostSelected } from './select-all.ts';
import { readTerms, writeTerms } from './terms.ts';
import { Totals } from './totals.tsx';
import { useMedia, wideQuery } from './use-media.ts';
import { Views } from './views.tsx';

const ExportDialog = lazy(() => import('../export/dialog.tsx'));

interface AssetPrefs {
  columns: readonly string[];
  widths: Record<string, number>;
}

/** The register: list and card side by side where they fit, else the card as a drawer. */
export default function AssetsPage() {
  const t = useT('assets');
  const { id } = useParams();
  const navigate = useNavigate();
  const whyNot = useWhyNot();
  const [params, setParams] = useSearchParams();
  const [state, setState] = useListState();
  const [prefs, setPrefs] = usePagePrefs<AssetPrefs>('assets', { columns: defaultColumns, widths: {} });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [creating, setCreating] = useState(false);
  const wide = useMedia(wideQuery);
  const columns = useAssetColumns(prefs.columns);
  const query = toQuery(state);
  const onFind = useCallback((text: string) => setState({ search: text }), [setState]);
  const rows = useRecordRows(query);
  const { selectAll, selecting } = useSelectAll(query, setSelected);
  // What is no longer listed must not be changed along with what is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the change of the filter is what counts
  useEffect(() => setSelected(new Set()), [query.filter, query.search]);
  const exporting = params.get('export') === '1';
  const setExporting = (open: boolean): void =>
    setParams((old) => {
      const next = new URLSearchParams(old);
      if (open) next.set('export', '1');
      else next.delete('export');
      return next;
    });
  const go = (to: string | null, replace = false): void =>
    void navigate({ pathname: to === null ? '/assets' : `/assets/${to}`, search: `${params}` }, { replace });
  // Moving with the arrows takes an open card along, but does not open one.
  const onMove = (row: Row): void => {
    if (id !== undefined && wide) go(row.id, true);
  };
  const filtered = query.filter !== undefined || query.search !== undefined;
  const card = id !== undefined && <AssetCard key={id} id={id} onClose={() => go(null)} />;
  return (
    <div className="assets">
      <PageHeader title={t('title')}>
        <Space.Compact>
          <Button icon={<ExportOutlined aria-hidden="true" />} onClick={() => setExporting(true)}>
            {t('export')}
          </Button>
          <MoreMenu query={query} selectedIds={[...selected]} />
        </Space.Compact>
        <Button icon={<ImportOutlined aria-hidden="true" />} onClick={() => void navigate('/import')}>
          {t('import')}
        </Button>
        <Button
          type="primary"
          icon={<PlusOutlined aria-hidden="true" />}
          disabled={whyNot('asset', 'create') !== undefined}
          title={whyNot('asset', 'create')}
          onClick={() => setCreating(true)}
          data-testid="new-asset"
        >
          {t('new')}
        </Button>
      </PageHeader>
      <div className="assets-tools">
        <Views
          state={state}
          columns={prefs.columns}
          onChoose={(change, views) => {
            setState(change);
            if (views) setPrefs({ columns: views });
          }}
        />
        <FindBox
          value={state.search}
          onChange={onFind}
          onTerms={(terms) => setState({ filter: writeTerms([...readTerms(state.filter), ...terms]) })}
        />
        <FilterBar
          terms={readTerms(state.filter)}
          onChange={(terms) => setState({ filter: writeTerms(terms) })}
        />
        <div className="right">
          <Totals totals={rows.totals} selected={selected.size} />
          <ColumnChooser columns={prefs.columns} onChange={(next) => setPrefs({ columns: next })} />
        </div>
      </div>
      <div className={card && wide ? 'assets-split with-card' : 'assets-split'}>
        <div className="assets-list">
          <VirtualTable
            label={t('list')}
            columns={columns}
            rows={rows}
            rowId={(row) => row.id}
            rowName={(row) => String(row.values.tag ?? row.values.name ?? t('unnamed'))}
            sort={state.sort}
            onSort={(sort) => setState({ sort })}
            selected={selected}
            onSelect={setSelected}
            onSelectAll={selectAll}
            openId={id}
            onOpen={(row) => go(row.id, id !== undefined)}
            onMove={onMove}
            widths={prefs.widths}
            onWidths={(widths) => setPrefs({ widths })}
            empty={
              filtered ? <NoMatch onClear={() => setState({ filter: '', search: '' })} /> : <EmptyRegister />
            }
          />
          {(selected.size > 0 || selecting) && (
            <BulkBar selected={selected} selecting={selecting} onClear={() => setSelected(new Set())} />
          )}
        </div>
        {wide && card && (
          <section className="panel" aria-label={t('card')}>
            {card}
          </section>
        )}
      </div>
      {!wide && (
        <Drawer
          open={card !== false}
          onClose={() => go(null)}
          size={420}
          title={null}
          closable={false}
          aria-label={t('card')}
          styles={{ body: { padding: 0 } }}
        >
          {card}
        </Drawer>
      )}
      {creating && (
        <NewAsset
          onClose={() => setCreating(false)}
          onCreated={(created) => {
            setCreating(false);
            go(created);
          }}
        />
      )}
      <Suspense fallback={null}>
        {exporting && (
          <ExportDialog
            open
            onClose={() => setExporting(false)}
            query={query}
            columns={prefs.columns}
            selectedIds={[...selected]}
          />
        )}
      </Suspense>
    </div>
  );
}

function useSelectAll(query: Parameters<typeof allIds>[0], setSelected: (ids: ReadonlySet<string>) => void) {
  const t = useT('assets');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [selecting, setSelecting] = useState(false);
  const selectAll = async (): Promise<void> => {
    setSelecting(true);
    try {
      const ids = await allIds(query);
      setSelected(new Set(ids.slice(0, mostSelected)));
      if (ids.length >= mostSelected) message.warning(t('tooMany', { max: mostSelected }));
    } catch (error) {
      message.error(errorText(error));
    } finally {
      setSelecting(false);
    }
  };
  return { selectAll: () => void selectAll(), selecting };
}
