import type { Preview, SheetImport } from '../../contract/api/index.ts';

/** Whether a kind of problem leaves its cell blank instead of rejecting the row. */
export function leaves(plan: SheetImport, code: string, target: string): boolean {
  return plan.leave.some((each) => each.code === code && each.target === target);
}

/** The same settings with a kind of problem left blank, or not. */
export function withLeave(
  plan: SheetImport,
  code: string,
  target: string,
  leave: boolean,
): Pick<SheetImport, 'leave'> {
  const others = plan.leave.filter((each) => each.code !== code || each.target !== target);
  return { leave: leave ? [...others, { code, target }] : others };
}

export interface LeftBlank {
  readonly sheet: string;
  readonly code: string;
  readonly target: string;
}

/** Kinds of problems that were decided to be left blank and stand in no group any more; they can be taken back. */
export function leftBlank(
  plans: Readonly<Record<string, SheetImport>>,
  chosen: readonly string[],
  groups: Preview['groups'],
): LeftBlank[] {
  return chosen.flatMap((sheet) =>
    (plans[sheet]?.leave ?? [])
      .filter(
        ({ code, target }) =>
          !groups.some(
            (group) =>
              group.sheet === sheet && group.code === code && group.target === target && group.leavable,
          ),
      )
      .map(({ code, target }) => ({ sheet, code, target })),
  );
}
