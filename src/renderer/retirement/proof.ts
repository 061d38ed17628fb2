import type { Medium } from '../../contract/api/index.ts';

export type ProofField = 'serial' | 'method' | 'operator' | 'verifier' | 'date' | 'result';

/** What still keeps a medium from being proven, as a person would say it. */
export type Proof =
  | { readonly state: 'proven' }
  | { readonly state: 'noMedium' }
  | { readonly state: 'failed' }
  | { readonly state: 'samePerson' }
  | { readonly state: 'lacks'; readonly fields: readonly ProofField[] };

const always: readonly ProofField[] = ['operator', 'verifier', 'date'];
const ofMedium: readonly ProofField[] = ['serial', 'method', ...always];

/** Puts a medium's proof into words; whether it is proven is the core's to say. */
export function proofOf({ values, proven }: Pick<Medium, 'values' | 'proven'>): Proof {
  const none = values.result === 'noMedium';
  if (proven) return { state: none ? 'noMedium' : 'proven' };
  if (values.result === 'failed') return { state: 'failed' };
  if (values.operator && values.operator === values.verifier) return { state: 'samePerson' };
  const fields = (none ? always : ofMedium).filter((field) => !values[field]);
  if (!none && values.result !== 'passed') return { state: 'lacks', fields: [...fields, 'result'] };
  return { state: 'lacks', fields };
}
