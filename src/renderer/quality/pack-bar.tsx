import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { PackKey } from '../../model/field-packs.ts';
import { api, orpc } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { saveFile } from '../app/host.ts';
import { useWhyNot } from '../app/may.ts';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';

interface PackPageProps {
  readonly pack: PackKey;
  /** The report, shown once the fields are on. */
  readonly children: ReactNode;
}

/** A report on a shipped field group: the way to switch the group on, else the report with its buttons. */
export function PackPage({ pack, children }: PackPageProps) {
  const t = useT('quality');
  const common = useT('common');
  const label = useLabel();
  const language = useLanguage();
  const done = useDoneMessage();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const whyNot = useWhyNot()('fieldDef', 'create');
  const { data } = useQuery(orpc.quality.packs.queryOptions());
  const state = data?.find(({ key }) => key === pack);
  if (!state) return null;
  const name = label(state.label);
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  const turn = (on: boolean) =>
    attempt(async () => {
      const { batch } = await api.quality.switchPack({ key: pack, on });
      done(t(on ? 'packSwitchedOn' : 'packSwitchedOff', { name }), batch);
    });
  const save = () =>
    attempt(async () => {
      const made = await api.quality.reportBook({ report: pack, language });
      const place = await saveFile(made.file, made.name);
      if (place !== null) message.success(t('exported', { place }));
    });
  if (!state.on)
    return (
      <div className="panel quality-none">
        <Empty
          title={t('packOff', { name })}
          hint={`${label(state.hint)} ${t('packFields', { fields: state.fields.map(label).join(common('listSeparator')) })}`}
        >
          <Button
            type="primary"
            loading={busy}
            disabled={whyNot !== undefined}
            title={whyNot}
            onClick={() => void turn(true)}
          >
            {t('packOn', { name })}
          </Button>
        </Empty>
      </div>
    );
  return (
    <>
      <div className="quality-tools">
        <span className="spring" />
        <Button disabled={busy || whyNot !== undefined} title={whyNot} onClick={() => void turn(false)}>
          {t('packHide', { name })}
        </Button>
        <Button loading={busy} onClick={() => void save()}>
          {t('exportReport')}
        </Button>
      </div>
      {children}
    </>
  );
}
