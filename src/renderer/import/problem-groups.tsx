import { Checkbox } from 'antd';
import type { Preview } from '../../contract/api/index.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { Dot } from '../ui/status-dot.tsx';
import type { Group } from './find-row.ts';
import { decide, goThrough } from './import-store.ts';
import { leaves, leftBlank, withLeave } from './leave.ts';
import type { ImportSession } from './session.ts';
import { targetOf } from './targets.ts';
import { useProblemText } from './use-problem-text.ts';

interface ProblemGroupsProps {
  readonly session: ImportSession;
  readonly preview: Preview;
}

/** Like problems together, so that many can be seen through, or left blank, at once. Those that reject rows come first. */
export function ProblemGroups({ session, preview }: ProblemGroupsProps) {
  const t = useT('import');
  const several = (session.checked?.chosen.length ?? 0) > 1;
  const left = leftBlank(session.plans, session.chosen, preview.groups);
  // Values that both sides changed have a list of their own.
  const groups = preview.groups
    .filter((group) => group.code !== 'VALUE_CONFLICT')
    .toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  if (groups.length === 0 && left.length === 0) return <p className="import-hint">{t('groupsNone')}</p>;
  return (
    <ul className="import-groups">
      {groups.map((group) => (
        <GroupItem
          key={`${group.sheet} ${group.code} ${group.severity} ${group.column} ${group.target}`}
          session={session}
          group={group}
          several={several}
        />
      ))}
      {left.map((each) => (
        <LeftItem key={`${each.sheet} ${each.code} ${each.target}`} session={session} {...each} />
      ))}
    </ul>
  );
}

interface GroupItemProps {
  readonly session: ImportSession;
  readonly group: Group;
  /** Name the sheet: there is more than one. */
  readonly several: boolean;
}

const shownRows = 4;

function GroupItem({ session, group, several }: GroupItemProps) {
  const t = useT('import');
  const format = useFormat();
  const { kind } = useProblemText();
  const title = kind(group.code);
  const rows = group.rows.slice(0, shownRows).join(t('rowSeparator'));
  // Such as the order of day and month, which no single row has.
  const whole = group.rows.every((row) => row === 0);
  const where = [several ? group.sheet : '', group.column || t('groupWhole')].filter(Boolean).join(' · ');
  return (
    <li>
      <div className="import-group">
        <span title={t(group.severity === 'error' ? 'groupError' : 'groupWarning')}>
          <Dot tone={group.severity === 'error' ? 'bad' : 'warning'}>{title}</Dot>
        </span>
        <b>{format.number(group.count)}</b>
      </div>
      <div className="import-group">
        <small>
          {where} ·{' '}
          {whole
            ? t('groupColumn')
            : t(group.count > shownRows ? 'groupMore' : 'groupRows', { count: group.count, rows })}
        </small>
        {!whole && (
          <button
            type="button"
            className="import-link"
            aria-label={t('groupStepLabel', { title })}
            onClick={() => void goThrough(group)}
          >
            {t('groupStep')}
          </button>
        )}
      </div>
      {group.leavable && (
        <Leave session={session} sheet={group.sheet} code={group.code} target={group.target} />
      )}
    </li>
  );
}

interface LeaveProps {
  readonly session: ImportSession;
  readonly sheet: string;
  readonly code: string;
  readonly target: string;
}

/** "Import with this cell blank": the row comes in, and what is missing is listed as a thing to complete. */
function Leave({ session, sheet, code, target }: LeaveProps) {
  const t = useT('import');
  const plan = session.plans[sheet];
  if (!plan) return null;
  return (
    <Checkbox
      checked={leaves(plan, code, target)}
      onChange={(event) => decide(sheet, (old) => withLeave(old, code, target, event.target.checked))}
    >
      {t('leave')}
    </Checkbox>
  );
}

/** A kind of problem that was decided to be left blank, once the check no longer rejects its rows. */
function LeftItem({ session, sheet, code, target }: LeaveProps) {
  const label = useLabel();
  const { kind } = useProblemText();
  const entity = session.plans[sheet]?.entity ?? 'asset';
  const field = targetOf(entity, target);
  return (
    <li>
      <div className="import-group">
        <Dot tone="neutral">{kind(code)}</Dot>
        <small>{field ? label(field.label) : target}</small>
      </div>
      <Leave session={session} sheet={sheet} code={code} target={target} />
    </li>
  );
}
