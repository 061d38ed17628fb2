import {
  ApiOutlined,
  ClockCircleOutlined,
  EnvironmentFilled,
  ScanOutlined,
  UndoOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { namedError, useErrorText } from '../../app/errors.ts';
import { useFormat } from '../../i18n/format.ts';
import { useT } from '../../i18n/index.ts';
import { Code } from '../../ui/code.tsx';
import type { Tone } from '../../ui/status-dot.tsx';
import { isOutcome, OutcomeWord, outcomeLooks } from '../outcomes.tsx';
import { Answer } from './answer.tsx';
import type { Shown } from './counting-state.ts';
import { Headline } from './headline.tsx';
import type { QueuedScan } from './scan-queue.ts';
import type { Counting } from './use-counting.ts';
import { useOverdue } from './use-overdue.ts';

/** The register is slow to answer. */
interface Waiting {
  readonly kind: 'waiting';
  readonly scan: QueuedScan;
}

interface VerdictProps {
  readonly counting: Counting;
  readonly hasPlace: boolean;
  /** Follow-ups, at the foot of the panel. */
  readonly children: ReactNode;
}

/** The one thing to look at while counting: what the last scan means, in colour, words and shape. */
export function Verdict({ counting, hasPlace, children }: VerdictProps) {
  const t = useT('stocktakes');
  const overdue = useOverdue(counting.unsent);
  const shown: Shown | Waiting =
    overdue && counting.state.shown.kind !== 'failed'
      ? { kind: 'waiting', scan: overdue }
      : counting.state.shown;
  return (
    <section
      key={shownKey(shown)}
      className={`verdict verdict-${toneOf(shown)}`}
      aria-label={t('counting.verdict')}
      data-testid="verdict"
      data-outcome={shown.kind === 'answer' ? shown.answered.answer.outcome : shown.kind}
    >
      <div className="verdict-body" role="status" aria-live="assertive">
        <Content counting={counting} shown={shown} hasPlace={hasPlace} />
      </div>
      {children}
    </section>
  );
}

/** A new verdict is drawn anew, so that two equal ones in a row can be told apart. */
function shownKey(shown: Shown | Waiting): string {
  if (shown.kind === 'answer' || shown.kind === 'undone') return `${shown.kind} ${shown.answered.key}`;
  return 'key' in shown ? `${shown.kind} ${shown.key}` : shown.kind;
}

function toneOf(shown: Shown | Waiting): Tone {
  switch (shown.kind) {
    case 'answer':
      return outcomeLooks[shown.answered.answer.outcome].tone;
    case 'failed':
      return 'bad';
    case 'place':
      return 'info';
    default:
      return 'neutral';
  }
}

interface ContentProps {
  readonly counting: Counting;
  readonly shown: Shown | Waiting;
  readonly hasPlace: boolean;
}

function Content({ counting, shown, hasPlace }: ContentProps) {
  const t = useT('stocktakes');
  switch (shown.kind) {
    case 'nothing':
      return (
        <Headline icon={ScanOutlined} word={t('counting.first')}>
          <p className="verdict-text">{t('counting.firstHint')}</p>
          {!hasPlace && <p className="verdict-text">{t('counting.firstPlaceHint')}</p>}
        </Headline>
      );
    case 'place':
      return (
        <Headline icon={EnvironmentFilled} word={t('counting.placeSet')}>
          <p className="verdict-name">{shown.path}</p>
        </Headline>
      );
    case 'undone': {
      const { answer } = shown.answered;
      return (
        <Headline icon={UndoOutlined} word={t('counting.undone')} code={answer.asset?.tag ?? answer.scan}>
          <p className="verdict-name">{answer.asset?.name}</p>
        </Headline>
      );
    }
    case 'failed':
      return <Failed counting={counting} shown={shown} />;
    case 'waiting':
      return (
        <Headline icon={ClockCircleOutlined} word={t('counting.sending')} code={shown.scan.scan}>
          <p className="verdict-text">{t('counting.sendingHint')}</p>
        </Headline>
      );
    case 'bulk':
      return <Bulk counting={counting} />;
    case 'answer':
      return <Answer answered={shown.answered} />;
  }
}

function Failed({ counting, shown }: { counting: Counting; shown: Extract<Shown, { kind: 'failed' }> }) {
  const t = useT('stocktakes');
  const errorText = useErrorText();
  const refused = namedError(shown.error) !== null;
  const { queue } = counting;
  return (
    <Headline
      icon={ApiOutlined}
      word={refused ? t('counting.refused') : t('counting.notSent')}
      code={shown.scan.scan}
    >
      <p className="verdict-text">{refused ? errorText(shown.error) : t('counting.notSentHint')}</p>
      <div className="verdict-buttons">
        <Button onClick={() => queue.retry()}>{t('counting.retry')}</Button>
        {refused && <Button onClick={() => queue.drop(shown.scan.key)}>{t('counting.drop')}</Button>}
      </div>
    </Headline>
  );
}

function Bulk({ counting }: { counting: Counting }) {
  const t = useT('stocktakes');
  const format = useFormat();
  const { total, done, byOutcome } = counting.state.bulk;
  const running = counting.unsent.some((scan) => scan.bulk);
  return (
    <Headline
      icon={UnorderedListOutlined}
      word={running ? t('counting.pasteRunning') : t('counting.pasteDone')}
      code={`${format.number(done)} / ${format.number(total)}`}
    >
      <dl className="bulk-sum">
        {Object.entries(byOutcome).map(([outcome, count]) => (
          <div key={outcome}>
            <dt>{isOutcome(outcome) && <OutcomeWord outcome={outcome} />}</dt>
            <dd>
              <Code>{format.number(count)}</Code>
            </dd>
          </div>
        ))}
      </dl>
      {running && (
        <div className="verdict-buttons">
          <Button onClick={() => counting.queue.dropBulk()}>{t('counting.pasteStop')}</Button>
        </div>
      )}
    </Headline>
  );
}
