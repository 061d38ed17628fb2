import type { LedgerOutcome } from '../../contract/api/index.ts';
import {
  type LedgerDifference,
  type LedgerLineKind,
  ledgerDifferenceKeys,
  ledgerDifferences,
  ledgerLineKinds,
} from '../../model/ledger.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { Dot } from '../ui/status-dot.tsx';
import { shownKinds } from './kinds.ts';

/** Which lines are shown. */
export interface Choice {
  readonly kind: LedgerLineKind | 'all';
  readonly difference: LedgerDifference | null;
}

interface ChoiceProps {
  readonly outcome: LedgerOutcome;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}

/** The result by kind; choosing one shows its lines. */
export function Tiles({ outcome, choice, onChoose }: ChoiceProps) {
  const t = useT('ledger');
  const format = useFormat();
  const label = useLabel();
  const all = shownKinds
    .filter((kind) => kind !== 'apart')
    .reduce((sum, kind) => sum + outcome.lines[kind], 0);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row of tiles in every browser
    <div className="ledger-tiles" role="group" aria-label={t('kinds')}>
      <button
        type="button"
        aria-pressed={choice.kind === 'all'}
        onClick={() => onChoose({ kind: 'all', difference: null })}
      >
        <b>{format.number(all)}</b>
        <span>{t('all')}</span>
      </button>
      {shownKinds.map((kind) => (
        <button
          key={kind}
          type="button"
          aria-pressed={choice.kind === kind}
          data-testid={`ledger-${kind}`}
          onClick={() => onChoose({ kind: choice.kind === kind ? 'all' : kind, difference: null })}
        >
          <b>{format.number(outcome.lines[kind])}</b>
          <Dot tone={ledgerLineKinds[kind].tone ?? 'neutral'}>{label(ledgerLineKinds[kind].label)}</Dot>
        </button>
      ))}
    </div>
  );
}

/** The differences by what differs; a line may have several. */
export function DifferenceChips({ outcome, choice, onChoose }: ChoiceProps) {
  const t = useT('ledger');
  const label = useLabel();
  const format = useFormat();
  const present = ledgerDifferenceKeys.filter((key) => (outcome.differences[key] ?? 0) > 0);
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above
    <div className="ledger-chips" role="group" aria-label={t('differenceKinds')}>
      <button
        type="button"
        aria-pressed={choice.kind === 'different' && choice.difference === null}
        onClick={() => onChoose({ kind: 'different', difference: null })}
      >
        {t('anyDifference')}
      </button>
      {present.map((key) => (
        <button
          key={key}
          type="button"
          aria-pressed={choice.difference === key}
          data-testid={`difference-${key}`}
          onClick={() => onChoose({ kind: 'different', difference: choice.difference === key ? null : key })}
        >
          {label(ledgerDifferences[key].label)}{' '}
          <span className="code">{format.number(outcome.differences[key] ?? 0)}</span>
        </button>
      ))}
    </div>
  );
}
