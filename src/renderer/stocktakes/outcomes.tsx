import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  ExclamationCircleFilled,
  PlusSquareFilled,
  QuestionCircleFilled,
  ReloadOutlined,
  SwapOutlined,
  WarningFilled,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { ScanOutcome } from '../../contract/api/index.ts';
import { useT } from '../i18n/index.ts';
import type { Tone } from '../ui/status-dot.tsx';

/** The results of a line: what a scan can answer, and what was not scanned. */
export type LineOutcome = Exclude<ScanOutcome, 'invalid' | 'alreadyCounted'> | 'notCounted';
export type AnyOutcome = ScanOutcome | LineOutcome;

/** In the order in which they are shown. */
export const lineOutcomes: readonly LineOutcome[] = [
  'expected',
  'elsewhere',
  'otherUser',
  'unexpected',
  'retired',
  'unknown',
  'notCounted',
];

/** Each outcome has a colour and a shape of its own, so that colour is never the only sign. */
export const outcomeLooks: Readonly<
  Record<AnyOutcome, { readonly tone: Tone; readonly icon: ComponentType<{ className?: string }> }>
> = {
  expected: { tone: 'ok', icon: CheckCircleFilled },
  elsewhere: { tone: 'warning', icon: SwapOutlined },
  otherUser: { tone: 'warning', icon: ExclamationCircleFilled },
  unexpected: { tone: 'info', icon: PlusSquareFilled },
  retired: { tone: 'bad', icon: CloseCircleFilled },
  unknown: { tone: 'pending', icon: QuestionCircleFilled },
  alreadyCounted: { tone: 'neutral', icon: ReloadOutlined },
  invalid: { tone: 'bad', icon: WarningFilled },
  notCounted: { tone: 'bad', icon: ClockCircleOutlined },
};

export function isOutcome(value: string): value is AnyOutcome {
  return Object.hasOwn(outcomeLooks, value);
}

/** Icon and word of an outcome, in its colour. */
export function OutcomeWord({ outcome }: { outcome: string }) {
  const t = useT('stocktakes');
  if (!isOutcome(outcome)) return <span>{outcome}</span>;
  const { tone, icon: Icon } = outcomeLooks[outcome];
  return (
    <span className="outcome">
      <span className={`tone-${tone}`} aria-hidden="true">
        <Icon />
      </span>
      <span>{t(`outcome.${outcome}`)}</span>
    </span>
  );
}
