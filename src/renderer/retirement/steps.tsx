import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { RetirementInfo } from '../../contract/api/index.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';

interface Step {
  readonly key: string;
  readonly name: string;
  readonly state: 'done' | 'current' | 'ahead' | 'stopped';
  /** Who and when, or how far. */
  readonly detail: string;
}

/** The way of a retirement, with names and dates. */
export function Steps({ info }: { info: RetirementInfo }) {
  const t = useT('retirement');
  const steps = useSteps(info);
  return (
    <ol className="steps" aria-label={t('steps')}>
      {steps.map((step, i) => (
        <li
          key={step.key}
          className={`step-${step.state}`}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          <span className="step-mark" aria-hidden="true">
            {mark(step, i)}
          </span>
          <b>{step.name}</b>
          <span className="step-detail">{step.detail}</span>
        </li>
      ))}
    </ol>
  );
}

function mark(step: Step, index: number): ReactNode {
  if (step.state === 'done') return <CheckOutlined />;
  if (step.state === 'stopped') return <CloseOutlined />;
  return index + 1;
}

function useSteps({ values, labels, media, mediaUnproven }: RetirementInfo): readonly Step[] {
  const t = useT('retirement');
  const format = useFormat();
  const { state } = values;
  const by = (person: string, at: string): string => {
    const time = values[at];
    return t('stepBy', {
      name: labels[person] ?? '',
      date: typeof time === 'number' ? format.date(time) : '',
    }).trim();
  };
  const refused = state === 'rejected';
  const stopped = refused || state === 'withdrawn';
  const decided = state === 'approved' || state === 'disposed';
  const disposed = state === 'disposed';
  const proven = mediaUnproven === 0;
  const progress =
    media.length === 0 ? t('stepNoMedia') : `${media.length - mediaUnproven} / ${media.length}`;
  return [
    { key: 'request', name: t('stepRequest'), state: 'done', detail: by('requester', 'requestedAt') },
    {
      key: 'decision',
      name: refused ? t('stepRejected') : state === 'withdrawn' ? t('stepWithdrawn') : t('stepDecision'),
      state: decided ? 'done' : stopped ? 'stopped' : 'current',
      detail: decided || refused ? by('approver', 'decidedAt') : stopped ? '' : t('stepWaiting'),
    },
    {
      key: 'media',
      name: t('stepMedia'),
      state: stopped || !decided ? 'ahead' : proven ? 'done' : 'current',
      detail: stopped ? '' : progress,
    },
    {
      key: 'disposal',
      name: t('stepDisposal'),
      state: disposed ? 'done' : decided && proven ? 'current' : 'ahead',
      detail: disposed ? by('disposedBy', 'disposedAt') : decided && proven ? t('stepWaiting') : '',
    },
  ];
}
