import './ui.css';
import type { ReactNode } from 'react';
import type { Choice } from '../../model/types.ts';
import { useLabel } from '../i18n/index.ts';

export type Tone = NonNullable<Choice['tone']>;

/** A state as people see it everywhere: a coloured dot and always its word. */
export function Dot({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className="dot-word">
      <i className={`dot dot-${tone}`} aria-hidden="true" />
      <span>{children}</span>
    </span>
  );
}

interface StatusDotProps {
  readonly choices: Readonly<Record<string, Choice>>;
  readonly value: unknown;
}

/** The dot and word of a choice of the model, such as an asset's status. */
export function StatusDot({ choices, value }: StatusDotProps) {
  const label = useLabel();
  if (typeof value !== 'string' || value === '') return <span className="dash">—</span>;
  const choice = choices[value];
  if (!choice) return <span>{value}</span>;
  return <Dot tone={choice.tone ?? 'neutral'}>{label(choice.label)}</Dot>;
}
