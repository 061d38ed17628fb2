import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Segmented, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { api } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { saveFile } from '../app/host.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { RefPicker } from '../ui/ref-picker.tsx';

export interface ImpactModeProps {
  readonly starts: readonly string[];
  readonly onStarts: (ids: readonly string[]) => void;
  readonly onMode: (mode: string) => void;
}

export function ModeSwitch({ mode, onMode }: { mode: string; onMode: (mode: string) => void }) {
  const t = useT('impact');
  return (
    <Segmented
      aria-label={t('mode')}
      value={mode}
      options={[
        { value: 'affected', label: t('affected') },
        { value: 'upstream', label: t('upstream') },
      ]}
      onChange={onMode}
    />
  );
}

interface StartsBarProps {
  readonly starts: readonly { id: string; tag: string; name: string }[];
  readonly onStarts: (ids: readonly string[]) => void;
  readonly children?: ReactNode;
}

const mostShown = 8;

/** What fails or is taken away, and the field to add another. */
export function StartsBar({ starts, onStarts, children }: StartsBarProps) {
  const t = useT('impact');
  const ids = starts.map(({ id }) => id);
  return (
    <section className="impact-starts" aria-label={t('starts')}>
      {starts.slice(0, mostShown).map(({ id, tag, name }) => (
        <Tag
          key={id}
          closable={starts.length > 1 ? { 'aria-label': t('remove', { name: tag || name }) } : false}
          title={name}
          onClose={() => onStarts(ids.filter((each) => each !== id))}
        >
          <span className="code">{tag || name}</span>
        </Tag>
      ))}
      {starts.length > mostShown && <span>{t('more', { count: starts.length - mostShown })}</span>}
      <RefPicker
        entity="asset"
        className="impact-add"
        ariaLabel={t('add')}
        placeholder={t('add')}
        value={null}
        without={ids}
        onChange={(next) => next && onStarts([...ids, next])}
      />
      <span className="spring" />
      {children}
    </section>
  );
}

/** The result as a workbook. */
export function BookButton({ kind, assets }: { kind: 'impact' | 'upstream'; assets: readonly string[] }) {
  const t = useT('impact');
  const language = useLanguage();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const make = async (): Promise<void> => {
    setBusy(true);
    try {
      const made = await api.impact.workbook({ kind, assets: [...assets], language });
      const place = await saveFile(made.file, made.name);
      if (place !== null) message.success(t('exported', { place }));
    } catch (error) {
      message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      type="primary"
      icon={<DownloadOutlined aria-hidden="true" />}
      loading={busy}
      onClick={() => void make()}
    >
      {t('export')}
    </Button>
  );
}
