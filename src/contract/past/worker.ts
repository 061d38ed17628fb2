import { parentPort, workerData } from 'node:worker_threads';
import { createRouterClient } from '@orpc/server';
import { KeptPast } from '../../core/register/as-of/kept.ts';
import type { Moment } from '../../core/register/as-of/moment.ts';
import { asDatabaseError } from '../../core/store/database.ts';
import { openReader } from '../../core/store/reader.ts';
import type { Register } from '../../core/store/register.ts';
import type { Job, JobContext } from '../../core/workers/jobs.ts';
import type { FromWorker, ToWorker } from '../../core/workers/pool.ts';
import { jobs } from '../../core/workers/registry.ts';
import { type ErrorCode, HoldfastError } from '../../model/index.ts';
import type { Core } from '../host.ts';
import { router } from '../router/index.ts';

/** A reading procedure of the contract, to be answered as of a moment. */
export interface PastQuestion {
  readonly path: readonly string[];
  readonly input: unknown;
  readonly moment: Moment;
  /** Who asks, as the procedures would learn it from the core. */
  readonly actor: string | null;
}

const { file } = workerData as { file: string };
const port = parentPort;
const past = new KeptPast(() => openReader(file));

port?.on('message', (message: ToWorker) => void run(message));

async function run(message: ToWorker): Promise<void> {
  const cancel = new Int32Array(message.cancel);
  const cancelled = () => Atomics.load(cancel, 0) === 1;
  const send = (answer: FromWorker) => port?.postMessage(answer);
  const question = message.input as PastQuestion;
  const onProgress = (done: number, total: number) => {
    if (cancelled()) throw new HoldfastError('CANCELLED');
    send({ type: 'progress', phase: 'past', done, total });
  };
  try {
    const result = await past.read(
      question.moment,
      (reg) => {
        if (cancelled()) throw new HoldfastError('CANCELLED');
        return answer(reg, question, cancelled);
      },
      { onProgress },
    );
    send({ type: 'done', result });
  } catch (thrown) {
    send({ type: 'failed', ...failureOf(thrown) });
  }
}

type Procedure = (input: unknown) => Promise<unknown>;

/** The same procedure as in the present, over the connection on which the tables mean their past. */
function answer(reg: Register, { path, input, actor }: PastQuestion, cancelled: () => boolean) {
  const client: unknown = createRouterClient(router, { context: { core: pastCore(reg, actor, cancelled) } });
  const procedure = path.reduce((at, name) => (at as Record<string, unknown>)[name], client) as Procedure;
  return procedure(input);
}

/** What reading procedures ask of a core. Work for the pool is done here, where the past is. */
function pastCore(reg: Register, actor: string | null, cancelled: () => boolean): Core {
  const context: JobContext = {
    register: () => reg,
    progress: () => {},
    cancelled,
    part: () => {},
  };
  const pool = {
    run: (name: keyof typeof jobs, input: unknown) =>
      Promise.resolve((jobs[name] as Job<unknown, unknown>)(context, input)),
  };
  const core = {
    reg,
    pool,
    actorId: actor,
    actor: () => {
      if (actor === null) throw new HoldfastError('NOT_STARTED');
      return actor;
    },
  };
  return core as unknown as Core;
}

function failureOf(thrown: unknown): { code: ErrorCode; params: HoldfastError['params'] } {
  const named = thrown as { data?: { code?: ErrorCode; params?: HoldfastError['params'] } };
  if (named.data?.code) return { code: named.data.code, params: named.data.params ?? {} };
  const cause = asDatabaseError(thrown, file);
  if (cause instanceof HoldfastError) return { code: cause.code, params: cause.params };
  return { code: 'INTERNAL', params: { message: String((cause as Error)?.message ?? cause) } };
}
