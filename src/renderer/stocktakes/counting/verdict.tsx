import {
  ApiOutlined,
  ArrowRightOutlined,
  EnvironmentFilled,
  ScanOutlined,
  UndoOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import type { ComponentType, ReactNode } from 'react';
import { conditions } from '../../../model/choices.ts';
import { namedError, useErrorText } from '../../app/errors.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLabel, useT } from '../../i18n/index.ts';
import { Code } from '../../ui/code.tsx';
import type { Tone } from '../../ui/status-dot.tsx';
import { isOutcome, OutcomeWord, outcomeLooks } from '../outcomes.tsx';
import type { Answered, Shown } from './counting-state.ts';
import type { Counting } from './use-counting.ts';

interface VerdictProps {
  readonly counting: Counting;
  readonly hasPlace: boolean;
  /** Follow-ups, at the foot of the panel. */
  readonly children: ReactNode;
}

/** The one thing to look at while counting: what the last scan means, in colour, words and shape. */
export function Verdict({ counting, hasPlace, children }: VerdictProps) {
  const t = useT('stocktakes');
  const { shown } = counting.state;
  return (
    <section
      key={shownKey(shown)}
      className={`verdict verdict-${toneOf(shown)}`}
      aria-label={t('counting.verdict')}
      data-testid="verdict"
      data-outcome={shown.kind === 'answer' ? shown.answered.answer.outcome : shown.kind}
    >
      <div className="verdict-body" role="status" aria-live="assertive">
        <Content counting={counting} hasPlace={hasPlace} />
      </div>
      {children}
    </section>
  );
}

/** A new verdict is drawn anew, so that two equal ones in a row can be told apart. */
function shownKey(shown: Shown): string {
  if (shown.kind === 'answer' || shown.kind === 'undone') return `${shown.kind} ${shown.answered.key}`;
  return 'key' in shown ? `${shown.kind} ${shown.key}` : shown.kind;
}

function toneOf(shown: Shown): Tone {
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

function Content({ counting, hasPlace }: { counting: Counting; hasPlace: boolean }) {
  const t = useT('stocktakes');
  const { shown } = counting.state;
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
    case 'bulk':
      return <Bulk counting={counting} />;
    case 'answer':
      return <Answer answered={shown.answered} />;
  }
}

interface HeadlineProps {
  readonly icon: ComponentType;
  readonly word: string;
  readonly code?: string;
  readonly children?: ReactNode;
}

function Headline({ icon: Icon, word, code, children }: HeadlineProps) {
  return (
    <>
      <div className="verdict-head">
        <span className="verdict-icon" aria-hidden="true">
          <Icon />
        </span>
        <div>
          <h2 className="verdict-word">{word}</h2>
          {code && <p className="verdict-code code">{code}</p>}
        </div>
      </div>
      {children}
    </>
  );
}

function Answer({ answered }: { answered: Answered }) {
  const t = useT('stocktakes');
  const { answer, notes } = answered;
  const { asset, outcome } = answer;
  const details = [asset?.model, asset?.serial && t('counting.serial', { serial: asset.serial })].filter(
    Boolean,
  );
  return (
    <Headline
      icon={outcomeLooks[outcome].icon}
      word={t(`outcome.${outcome}`)}
      code={asset?.tag || answer.scan}
    >
      {asset && (
        <p className="verdict-name">
          {asset.name}
          {details.length > 0 && <span className="verdict-more"> · {details.join(' · ')}</span>}
        </p>
      )}
      <p className="verdict-text">
        {t(`counting.explain.${outcome}`)} <Earlier answered={answered} />
      </p>
      {asset && outcome !== 'retired' && <Places answered={answered} />}
      {asset && (answer.expectedUser || notes.userLabel) && <Users answered={answered} />}
      <Added answered={answered} />
    </Headline>
  );
}

function Earlier({ answered }: { answered: Answered }) {
  const t = useT('stocktakes');
  const format = useFormat();
  const { earlier } = answered.answer;
  if (!earlier) return null;
  const words = { by: earlier.by, time: format.when(earlier.at) };
  return earlier.location
    ? t('counting.earlierAt', { ...words, location: earlier.location })
    : t('counting.earlier', words);
}

function Places({ answered: { answer } }: { answered: Answered }) {
  const t = useT('stocktakes');
  return (
    <Compared
      left={t('counting.registerPlace')}
      was={answer.expectedLocation}
      right={t('counting.foundPlace')}
      is={answer.foundLocation}
      none={t('counting.noPlace')}
      differ={answer.outcome === 'elsewhere'}
    />
  );
}

function Users({ answered: { answer, notes } }: { answered: Answered }) {
  const t = useT('stocktakes');
  return (
    <Compared
      left={t('counting.registerUser')}
      was={answer.expectedUser}
      right={t('counting.foundUser')}
      is={notes.userLabel ?? null}
      none={t('counting.notChecked')}
      differ={answer.outcome === 'otherUser'}
    />
  );
}

interface ComparedProps {
  readonly left: string;
  readonly was: string | null;
  readonly right: string;
  readonly is: string | null;
  /** Said where nothing was found out. */
  readonly none?: string;
  readonly differ: boolean;
}

/** What the register says beside what was found. */
function Compared({ left, was, right, is, none, differ }: ComparedProps) {
  const t = useT('stocktakes');
  return (
    <dl className={differ ? 'compared differ' : 'compared'}>
      <div>
        <dt>{left}</dt>
        <dd>{was ?? <span className="dash">{t('counting.notRecorded')}</span>}</dd>
      </div>
      <ArrowRightOutlined className="compared-arrow" aria-hidden="true" />
      <div>
        <dt>{right}</dt>
        <dd className="compared-is">
          {is ?? <span className="dash">{none ?? t('counting.notRecorded')}</span>}
        </dd>
      </div>
    </dl>
  );
}

function Added({ answered: { notes } }: { answered: Answered }) {
  const t = useT('stocktakes');
  const label = useLabel();
  if (!notes.condition && !notes.notes) return null;
  return (
    <dl className="added">
      {notes.condition && (
        <div>
          <dt>{t('counting.condition')}</dt>
          <dd>{label(conditions[notes.condition].label)}</dd>
        </div>
      )}
      {notes.notes && (
        <div>
          <dt>{t('counting.note')}</dt>
          <dd>{notes.notes}</dd>
        </div>
      )}
    </dl>
  );
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
