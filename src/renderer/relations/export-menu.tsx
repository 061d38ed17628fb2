import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { api } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { saveFile, uploadFile } from '../app/host.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { shownMoment } from '../time-travel/moment.ts';
import { readColours } from './colours.ts';
import { drawSvg } from './draw-svg.ts';
import type { GraphView } from './graph-view.ts';
import type { Drawing } from './use-drawing.ts';
import type { PlacedGraph } from './use-layout.ts';

interface ExportMenuProps {
  readonly title: string;
  readonly view: GraphView | null;
  readonly placed: PlacedGraph | null;
  readonly drawing: Drawing | null;
  readonly types: readonly string[];
}

type Format = 'png' | 'svg' | 'xlsx';

/** The graph as a picture or as a workbook of its assets and relations. */
export function ExportMenu({ title, view, placed, drawing, types }: ExportMenuProps) {
  const t = useT('relations');
  const language = useLanguage();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const make = async (format: Format): Promise<void> => {
    if (!view || !placed || !drawing) return;
    setBusy(true);
    try {
      const place = await (format === 'xlsx'
        ? workbook()
        : saved(
            format === 'png'
              ? await view.picture()
              : new Blob([drawSvg(placed.graph, placed.positions, readColours())], { type: 'image/svg+xml' }),
            format,
          ));
      if (place !== null) message.success(t('exported', { place }));
    } catch (error) {
      message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  const saved = async (blob: Blob, format: Format): Promise<string | null> => {
    const name = `${title.replace(/[\\/:*?"<>|\s]+/g, '-').slice(0, 80)}.${format}`;
    const { file } = await uploadFile(new File([blob], name, { type: blob.type }));
    return saveFile(file, name);
  };
  const workbook = async (): Promise<string | null> => {
    const nodes = (drawing?.graph.nodes ?? []).map(({ id, depth }) => ({ id, depth }));
    const moment = shownMoment();
    const made = await api.relations.workbook({
      title,
      ...(moment ? { asOf: { at: moment.at } } : {}),
      nodes,
      language,
      ...(types.length > 0 ? { types: [...types] } : {}),
    });
    return saveFile(made.file, made.name);
  };
  const disabled = !placed || placed.graph.nodes.length === 0;
  return (
    <Dropdown
      trigger={['click']}
      disabled={disabled}
      menu={{
        items: [
          { key: 'png', label: t('exportPng') },
          { key: 'svg', label: t('exportSvg') },
          { key: 'xlsx', label: t('exportWorkbook') },
        ],
        onClick: ({ key }) => void make(key as Format),
      }}
    >
      <Button icon={<DownloadOutlined aria-hidden="true" />} loading={busy} disabled={disabled}>
        {t('export')}
      </Button>
    </Dropdown>
  );
}
