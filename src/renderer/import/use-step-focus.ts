import { useEffect, useRef } from 'react';
import type { Step } from './session.ts';

/** Where the keyboard goes on in each step. */
const places: Readonly<Record<Step, string>> = {
  choose: '.import-choose .ant-btn-primary',
  match: '.import-sheets button[aria-current]',
  check: '.import-main [role="grid"]',
  result: '.import-headline',
};

/** The button that led to a step is gone with the step before: the focus moves on, unless the person has moved it. */
export function useStepFocus(step: Step): void {
  const last = useRef(step);
  useEffect(() => {
    if (last.current === step) return;
    last.current = step;
    if (document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>(places[step])?.focus({ preventScroll: true });
  }, [step]);
}
