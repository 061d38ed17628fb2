import { useMemo } from 'react';
import type { Problem } from '../../contract/api/index.ts';
import { describeError } from '../../model/errors.ts';
import { describeProblem } from '../../model/problem-text.ts';
import { inWords } from '../app/errors.ts';
import { zh } from '../i18n/catalogues.ts';
import { useLanguage, useT } from '../i18n/index.ts';

interface ProblemTexts {
  /** The whole sentence about one problem. */
  sentence(problem: Problem): string;
  /** A few words for all problems of a kind. */
  kind(code: string): string;
}

type CodeKey = Extract<keyof typeof zh.import, `code_${string}`>;

/** Words for what is wrong with rows and cells. */
export function useProblemText(): ProblemTexts {
  const t = useT('import');
  const language = useLanguage();
  return useMemo(
    () => ({
      sentence: (problem) =>
        describeProblem({ ...problem, params: inWords(problem.params, language) }, language),
      kind: (code) => {
        const key = `code_${code}`;
        return Object.hasOwn(zh.import, key) ? t(key as CodeKey) : describeError(code, {}, language);
      },
    }),
    [t, language],
  );
}
