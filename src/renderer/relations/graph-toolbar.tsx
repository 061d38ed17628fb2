import { CompressOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Select, Tooltip } from 'antd';
import { useMemo } from 'react';
import { builtinClasses, classPath } from '../../model/classes.ts';
import { relationTypes } from '../../model/relation-types.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import type { GraphView } from './graph-view.ts';
import type { LayoutKind } from './layout/layout.ts';

export interface GraphSettings {
  /** 0: as many as can be read at a glance. */
  readonly hops: number;
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
  const types = useMemo(
    () => Object.entries(relationTypes).map(([value, def]) => ({ value, label: def.label[language] })),
    [language],
  );
  const classes = useMemo(
    () =>
      builtinClasses.map((def) => ({
        value: def.key,
        label: def.label[language],
        path: classPath(def.key)
          .map((each) => each.label[language])
          .join(' / '),
        search: [def.key, def.label.zh, def.label.en, ...(def.synonyms ?? [])].join(' ').toLowerCase(),
      })),
    [language],
  );
  return (
    <div className="graph-tools" role="toolbar" aria-label={t('tools')}>
      <Select
        aria-label={t('hops')}
        className="graph-hops"
        value={settings.hops}
        options={[
          { value: 0, label: settings.hops === 0 ? t('hopsAutoOf', { count: hops }) : t('hopsAuto') },
          ...[1, 2, 3, 4].map((value) => ({ value, label: t('hopsOf', { count: value }) })),
        ]}
        onChange={(chosen) => onChange({ hops: chosen })}
      />
      <Select
        aria-label={t('layout')}
        className="graph-layout"
        value={settings.layout}
        options={[
          { value: 'layered' as const, label: t('layered') },
          { value: 'force' as const, label: t('force') },
        ]}
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
      <Tooltip title={t('groupHint')}>
        <Checkbox
          checked={settings.grouped}
          onChange={(event) => onChange({ grouped: event.target.checked })}
        >
          {t('group')}
        </Checkbox>
      </Tooltip>
    </div>
  );
}

/** Larger, smaller, all of it; over the drawing. */
export function ZoomButtons({ view }: { view: GraphView | null }) {
  const t = useT('relations');
  return (
    <div className="graph-zoom">
      <ZoomButton label={t('zoomIn')} icon={<PlusOutlined />} onClick={() => view?.zoom(step)} />
      <ZoomButton label={t('zoomOut')} icon={<MinusOutlined />} onClick={() => view?.zoom(1 / step)} />
      <ZoomButton label={t('fit')} icon={<CompressOutlined />} onClick={() => view?.fit()} />
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
