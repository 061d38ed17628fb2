import { CompressOutlined, MinusOutlined, PlusOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Checkbox, Select, Tooltip } from 'antd';
import { useMemo } from 'react';
import type { GraphDirection } from '../../contract/api/index.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLanguage, useT } from '../i18n/index.ts';
import type { GraphView } from './graph-view.ts';
import { type LayoutKind, layoutKinds } from './layout/layout.ts';

export interface GraphSettings {
  /** 0: as many as can be read at a glance; -1: only where it starts. */
  readonly hops: number;
  readonly direction: GraphDirection;
  readonly layout: LayoutKind;
  readonly grouped: boolean;
  readonly types: readonly string[];
  readonly classes: readonly string[];
}

interface GraphToolbarProps {
  /** How many hops are drawn now. */
  readonly hops: number;
  readonly settings: GraphSettings;
  readonly onChange: (change: Partial<GraphSettings>) => void;
}

const step = 1.3;

/** How far, how drawn, what of it. */
export function GraphToolbar({ hops, settings, onChange }: GraphToolbarProps) {
  const t = useT('relations');
  const language = useLanguage();
  const catalogue = useCatalogue();
  const types = useMemo(
    () =>
      Object.entries(catalogue.relationTypes).map(([value, def]) => ({ value, label: def.label[language] })),
    [catalogue, language],
  );
  const classes = useMemo(
    () =>
      catalogue.classes.map((def) => ({
        value: def.key,
        label: def.label[language],
        path: catalogue
          .classPath(def.key)
          .map((each) => each.label[language])
          .join(' / '),
        search: [def.key, def.label.zh, def.label.en, ...(def.synonyms ?? [])].join(' ').toLowerCase(),
      })),
    [catalogue, language],
  );
  const framed = settings.layout.startsWith('by');
  return (
    <div className="graph-tools" role="toolbar" aria-label={t('tools')}>
      <Select
        aria-label={t('hops')}
        className="graph-hops"
        value={settings.hops}
        options={[
          { value: 0, label: settings.hops === 0 ? t('hopsAutoOf', { count: hops }) : t('hopsAuto') },
          ...[1, 2, 3, 4, 5, 6].map((value) => ({ value, label: t('hopsOf', { count: value }) })),
          { value: -1, label: t('hopsNone') },
        ]}
        onChange={(chosen) => onChange({ hops: chosen })}
      />
      <Select<GraphDirection>
        aria-label={t('direction')}
        className="graph-direction"
        value={settings.direction}
        options={(['both', 'out', 'in'] as const).map((value) => ({ value, label: t(`direction_${value}`) }))}
        onChange={(direction) => onChange({ direction })}
      />
      <Select<LayoutKind>
        aria-label={t('layout')}
        className="graph-layout"
        value={settings.layout}
        options={layoutKinds.map((value) => ({ value, label: t(`layout_${value}`) }))}
        onChange={(layout) => onChange({ layout })}
      />
      <Select
        mode="multiple"
        aria-label={t('types')}
        className="graph-filter"
        placeholder={t('allTypes')}
        value={[...settings.types]}
        options={types}
        maxTagCount="responsive"
        popupMatchSelectWidth={200}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(keys: string[]) => onChange({ types: keys })}
        allowClear
      />
      <Select
        mode="multiple"
        aria-label={t('classes')}
        className="graph-filter"
        placeholder={t('allClasses')}
        value={[...settings.classes]}
        options={classes}
        optionRender={(option) => option.data.path}
        maxTagCount="responsive"
        popupMatchSelectWidth={260}
        showSearch={{
          filterOption: (text, option) =>
            String((option as { search?: string }).search).includes(text.toLowerCase()),
        }}
        onChange={(keys: string[]) => onChange({ classes: keys })}
        allowClear
      />
      {!framed && (
        <Tooltip title={t('groupHint')}>
          <Checkbox
            checked={settings.grouped}
            onChange={(event) => onChange({ grouped: event.target.checked })}
          >
            {t('group')}
          </Checkbox>
        </Tooltip>
      )}
    </div>
  );
}

interface ZoomButtonsProps {
  readonly view: GraphView | null;
  /** Places everything anew. */
  readonly onArrange: () => void;
}

/** Larger, smaller, all of it, all anew; over the drawing. */
export function ZoomButtons({ view, onArrange }: ZoomButtonsProps) {
  const t = useT('relations');
  return (
    <div className="graph-zoom">
      <ZoomButton label={t('zoomIn')} icon={<PlusOutlined />} onClick={() => view?.zoom(step)} />
      <ZoomButton label={t('zoomOut')} icon={<MinusOutlined />} onClick={() => view?.zoom(1 / step)} />
      <ZoomButton label={t('fit')} icon={<CompressOutlined />} onClick={() => view?.fit()} />
      <ZoomButton label={t('arrangeAnew')} icon={<ReloadOutlined />} onClick={onArrange} />
    </div>
  );
}

function ZoomButton({ label, icon, onClick }: { label: string; icon: React.ReactNode; onClick: () => void }) {
  return (
    <Tooltip title={label} placement="left">
      <Button aria-label={label} icon={icon} onClick={onClick} />
    </Tooltip>
  );
}
