import { ArrowRightOutlined } from '@ant-design/icons';
import { conditions } from '../../../model/choices.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLabel, useT } from '../../i18n/index.ts';
import { outcomeLooks } from '../outcomes.tsx';
import type { Answered } from './counting-state.ts';
import { Headline } from './headline.tsx';

/** What a scan means: the verdict, the thing, and what the register says against what was found. */
export function Answer({ answered }: { answered: Answered }) {
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
