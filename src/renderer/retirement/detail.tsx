import '../ui/work.css';
import './retirement.css';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Tabs } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { RetirementInfo } from '../../contract/api/index.ts';
import { retirementStates } from '../../model/choices.ts';
import { api, orpc } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { FormButton } from '../export/form-button.tsx';
import { useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import { AssetList } from './asset-list.tsx';
import { DecisionDialog } from './decision-dialog.tsx';
import { DisposeDialog } from './dispose-dialog.tsx';
import { MediaTable } from './media-table.tsx';
import { SideCards } from './side-cards.tsx';
import { Steps } from './steps.tsx';
import { useReason, WhyButton } from './why.tsx';

/** One retirement from request to disposal. */
export default function RetirementPage() {
  const { id = '' } = useParams();
  const t = useT('retirement');
  const { data: info, error } = useQuery(orpc.retirements.get.queryOptions({ input: { id } }));
  if (!info)
    return (
      <div className="work-page">
        <Link className="crumb" to="/retirements">
          {t('breadcrumb')}
        </Link>
        {error && <ErrorNote error={error} />}
      </div>
    );
  const { values } = info;
  const number = String(values.number ?? '');
  return (
    <div className="work-page">
      <PageHeader
        title={String(values.title ?? number)}
        sub={
          <span className="retire-sub">
            <Link to="/retirements">{t('breadcrumb')}</Link>
            <Code>{number}</Code>
            <StatusDot choices={retirementStates} value={values.state} />
          </span>
        }
      >
        <FormButton entity="retirement" id={info.id} />
        <Actions info={info} />
      </PageHeader>
      <Reasons info={info} />
      <Steps info={info} />
      <div className="retire-split">
        <Tabs
          className="panel retire-tabs"
          items={[
            {
              key: 'media',
              label: t('mediaTitle', { count: info.media.length }),
              children: <MediaTable info={info} />,
            },
            {
              key: 'assets',
              label: t('assetsTitle', { count: info.assets.length }),
              children: <AssetList assets={info.assets} />,
            },
          ]}
        />
        <SideCards info={info} />
      </div>
    </div>
  );
}

/** Which buttons a state has; a state that is at its end has none. */
function Actions({ info }: { info: RetirementInfo }) {
  const t = useT('retirement');
  const errorText = useErrorText();
  const { message, modal } = App.useApp();
  const [dialog, setDialog] = useState<'approve' | 'reject' | 'dispose' | null>(null);
  const reason = useReason(info);
  const { can, id, values } = info;
  const close = (): void => setDialog(null);
  const withdraw = (): void =>
    void modal.confirm({
      title: t('withdrawTitle'),
      content: t('withdrawText'),
      okText: t('withdraw'),
      okButtonProps: { danger: true },
      onOk: () => api.retirements.withdraw({ id }).then(undefined, (e) => void message.error(errorText(e))),
    });
  if (values.state === 'requested')
    return (
      <>
        {can.withdraw === null && (
          <Button danger onClick={withdraw}>
            {t('withdraw')}
          </Button>
        )}
        <WhyButton why={reason(can.approve)} onClick={() => setDialog('reject')} data-testid="reject">
          {t('reject')}
        </WhyButton>
        <WhyButton
          type="primary"
          why={reason(can.approve)}
          onClick={() => setDialog('approve')}
          data-testid="approve"
        >
          {t('approve')}
        </WhyButton>
        {(dialog === 'approve' || dialog === 'reject') && (
          <DecisionDialog info={info} decision={dialog} onClose={close} />
        )}
      </>
    );
  if (values.state !== 'approved') return null;
  const missing = info.mediaUnproven;
  return (
    <>
      {can.withdraw === null && (
        <Button danger onClick={withdraw}>
          {t('withdraw')}
        </Button>
      )}
      <WhyButton
        type="primary"
        why={reason(can.dispose)}
        onClick={() => setDialog('dispose')}
        data-testid="dispose"
      >
        {missing > 0 ? t('disposeMissing', { count: missing }) : t('dispose')}
      </WhyButton>
      {dialog === 'dispose' && <DisposeDialog info={info} onClose={close} />}
    </>
  );
}

/** Why the main button can't be pressed, in sight: a tooltip alone would be found by nobody. */
function Reasons({ info }: { info: RetirementInfo }) {
  const t = useT('retirement');
  const reason = useReason(info);
  const { state } = info.values;
  const approve = state === 'requested' ? reason(info.can.approve) : null;
  // The button itself says how many media lack their proof.
  const dispose = state === 'approved' && info.mediaUnproven === 0 ? reason(info.can.dispose) : null;
  if (approve) return <p className="retire-why">{t('notNow', { action: t('approve'), reason: approve })}</p>;
  if (dispose) return <p className="retire-why">{t('notNow', { action: t('dispose'), reason: dispose })}</p>;
  return null;
}
