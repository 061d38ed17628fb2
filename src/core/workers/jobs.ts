import type { Register } from '../store/register.ts';

/** What a job is given beside its input. */
export interface JobContext {
  /** The register, open for reading; opened at first use. */
  register(): Register;
  progress(phase: string, done: number, total: number | null): void;
  /** True once the caller no longer wants the result; long loops look at it. */
  cancelled(): boolean;
  /** Something large on its way to the caller before the result; see `onPart` of WorkPool.run. */
  part(value: unknown): void;
}

export type Job<I, O> = (context: JobContext, input: I) => Promise<O> | O;
