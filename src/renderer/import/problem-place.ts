import type { InspectedColumn, Problem } from '../../contract/api/index.ts';

/** Whether a problem is about a column. Headers may repeat, targets do not. */
export function isAbout(
  problem: Pick<Problem, 'target' | 'column'>,
  column: InspectedColumn,
  target: string,
): boolean {
  if (problem.target !== '') return problem.target === target;
  return problem.column !== '' && problem.column === column.header;
}
