import type { Preview } from '../../contract/api/index.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { Dot } from '../ui/status-dot.tsx';
import { useProblemText } from './use-problem-text.ts';

type Group = Preview['groups'][number];

interface ProblemGroupsProps {
  readonly groups: readonly Group[];
  /** Goes to the next row of a kind of problem. */
  readonly onStep: (group: Group) => void;
}

const shownRows = 4;

/** Like problems together, so that many can be seen through at once. */
export function ProblemGroups({ groups, onStep }: ProblemGroupsProps) {
  const t = useT('import');
  const format = useFormat();
  const { kind } = useProblemText();
  if (groups.length === 0) return <p className="import-hint">{t('groupsNone')}</p>;
  return (
    <ul className="import-groups">
      {groups.map((group) => {
        const title = kind(group.code);
        const rows = group.rows.slice(0, shownRows).join(' ');
        return (
          <li key={`${group.code} ${group.severity} ${group.column}`}>
            <div className="import-group">
              <span title={t(group.severity === 'error' ? 'groupError' : 'groupWarning')}>
                <Dot tone={group.severity === 'error' ? 'bad' : 'warning'}>{title}</Dot>
              </span>
              <b>{format.number(group.count)}</b>
            </div>
            <div className="import-group">
              <small>
                {group.column || t('groupWhole')} ·{' '}
                {t(group.count > shownRows ? 'groupMore' : 'groupRows', { rows })}
              </small>
              <button
                type="button"
                className="import-link"
                aria-label={t('groupStepLabel', { title })}
                onClick={() => onStep(group)}
              >
                {t('groupStep')}
              </button>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
