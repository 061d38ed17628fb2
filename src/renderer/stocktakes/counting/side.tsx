import { CheckOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Tabs, Tooltip } from 'antd';
import type { StocktakeLine, StocktakeStatus } from '../../../contract/api/index.ts';
import { orpc } from '../../app/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useT } from '../../i18n/index.ts';
import { lineOutcomes, OutcomeWord, outcomeLooks } from '../outcomes.tsx';
import { ProgressBar, percentCounted } from '../progress-bar.tsx';
import type { Answered } from './counting-state.ts';
import type { Counting } from './use-counting.ts';

/** Lines that are listed as missing; the number beside the tab tells of all. */
const mostMissing = 200;

interface SideProps {
  readonly status: StocktakeStatus;
  readonly counting: Counting;
  /** Id of the current place. */
  readonly place: string | null;
}

/** Progress, the last scans and what is missing here. */
export function Side({ status, counting, place }: SideProps) {
  const t = useT('stocktakes');
  const here = place === null ? {} : { location: place };
  const { data: missing } = useQuery(
    orpc.stocktakes.lines.queryOptions({
      input: { id: status.id, outcome: 'notCounted', ...here, offset: 0, limit: mostMissing },
      placeholderData: keepPreviousData,
    }),
  );
  const missingTitle = place === null ? t('counting.missingAll') : t('counting.missingHere');
  return (
    <aside className="count-side">
      <Progress status={status} />
      <Tabs
        className="panel count-lists"
        items={[
          { key: 'recent', label: t('counting.recent'), children: <Recent counting={counting} /> },
          {
            key: 'missing',
            label: `${missingTitle} ${missing?.total ?? ''}`,
            children: missing && (
              <Missing
                lines={missing.lines}
                total={missing.total}
                here={place !== null}
                counting={counting}
              />
            ),
          },
        ]}
      />
    </aside>
  );
}

function Progress({ status }: { status: StocktakeStatus }) {
  const t = useT('stocktakes');
  const format = useFormat();
  const count = (outcome: (typeof lineOutcomes)[number]): number =>
    outcome === 'notCounted' ? status.notCounted : (status.byOutcome[outcome] ?? 0);
  const always = new Set(['expected', 'elsewhere', 'unknown', 'notCounted']);
  return (
    <section className="panel panel-body count-progress" aria-label={t('counting.progress')}>
      <p>
        <b className="count-big" data-testid="counted">
          {format.number(status.counted)}
        </b>
        <span>/ {format.number(status.expected)}</span>
        <b className="count-percent">{percentCounted(status)}%</b>
      </p>
      <ProgressBar status={status} />
      <dl className="count-sums">
        {lineOutcomes
          .filter((outcome) => always.has(outcome) || count(outcome) > 0)
          .map((outcome) => (
            <div key={outcome}>
              <dt>
                <OutcomeWord outcome={outcome} />
              </dt>
              <dd>{format.number(count(outcome))}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

function Recent({ counting }: { counting: Counting }) {
  const t = useT('stocktakes');
  const { recent, shown } = counting.state;
  if (recent.length === 0) return <p className="count-none">{t('counting.noRecent')}</p>;
  const current = shown.kind === 'answer' ? shown.answered.key : null;
  return (
    <ol className="count-list" data-testid="recent">
      {recent.map((each) => (
        <RecentRow
          key={each.key}
          answered={each}
          current={each.key === current}
          onShow={() => counting.show(each)}
        />
      ))}
    </ol>
  );
}

interface RecentRowProps {
  readonly answered: Answered;
  readonly current: boolean;
  readonly onShow: () => void;
}

function RecentRow({ answered, current, onShow }: RecentRowProps) {
  const t = useT('stocktakes');
  const { answer } = answered;
  const { icon: Icon, tone } = outcomeLooks[answer.outcome];
  const word = t(`outcome.${answer.outcome}`);
  return (
    <li>
      <button type="button" aria-current={current} onClick={onShow} title={word}>
        <span className={`tone-${tone}`} aria-hidden="true">
          <Icon />
        </span>
        <span className="code">{answer.asset?.tag || answer.scan}</span>
        <span className="count-what">
          {answer.outcome === 'expected'
            ? answer.asset?.name
            : `${word}${answer.asset ? ` · ${answer.asset.name}` : ''}`}
        </span>
        <span className="code count-time">{seconds(answer.at)}</span>
      </button>
    </li>
  );
}

/** Scans follow each other within a minute: the seconds matter here. */
function seconds(ms: number): string {
  return new Date(ms).toTimeString().slice(0, 8);
}

interface MissingProps {
  readonly lines: readonly StocktakeLine[];
  readonly total: number;
  readonly here: boolean;
  readonly counting: Counting;
}

function Missing({ lines, total, here, counting }: MissingProps) {
  const t = useT('stocktakes');
  if (lines.length === 0)
    return (
      <p className="count-none">{here ? t('counting.allCounted') : t('counting.allCountedEverywhere')}</p>
    );
  return (
    <>
      <ul className="count-list">
        {lines.map((line) => (
          <li key={line.key} className="count-missing">
            <span className="code">{line.tag}</span>
            <span className="count-what" title={line.expectedLocation ?? undefined}>
              {line.name}
              <small className="count-where">{line.expectedLocation}</small>
            </span>
            <Tooltip title={t('counting.tick')} placement="left">
              <Button
                size="small"
                icon={<CheckOutlined />}
                aria-label={t('counting.tickName', { tag: line.tag })}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => counting.scan(line.tag)}
              />
            </Tooltip>
          </li>
        ))}
      </ul>
      {total > lines.length && (
        <p className="count-none">{t('counting.moreMissing', { count: total - lines.length })}</p>
      )}
    </>
  );
}
