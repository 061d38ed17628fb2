import { Button, type ButtonProps } from 'antd';
import { useId } from 'react';
import type { RetirementInfo } from '../../contract/api/index.ts';
import { retirementStates } from '../../model/choices.ts';
import { describeError } from '../../model/errors.ts';
import { isRole, roles } from '../../model/roles.ts';
import { usePerson } from '../app/info.ts';
import { useLanguage } from '../i18n/index.ts';

/** Puts a reason of `can` into words; null when nothing stands in the way. */
export function useReason(info: RetirementInfo): (code: string | null) => string | null {
  const language = useLanguage();
  const person = usePerson();
  return (code) => {
    if (code === null) return null;
    const state = String(info.values.state ?? '');
    const states: Readonly<Record<string, { label: Record<typeof language, string> }>> = retirementStates;
    return describeError(
      code,
      {
        number: String(info.values.number ?? ''),
        state: states[state]?.label[language] ?? state,
        missing: info.mediaUnproven,
        role: isRole(person?.role) ? roles[person.role].label[language] : (person?.role ?? ''),
      },
      language,
    );
  };
}

/** A button that says why it can't be pressed, to the eye and aloud. */
export function WhyButton({ why, ...props }: ButtonProps & { why: string | null }) {
  const id = useId();
  if (why === null) return <Button {...props} />;
  return (
    <span className="why" title={why}>
      <Button {...props} disabled aria-describedby={id} />
      <span id={id} className="visually-hidden">
        {why}
      </span>
    </span>
  );
}
