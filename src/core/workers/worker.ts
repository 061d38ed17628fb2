import { parentPort, workerData } from 'node:worker_threads';
import { HoldfastError } from '../../model/index.ts';
import { asDatabaseError } from '../store/database.ts';
import { openReader } from '../store/reader.ts';
import type { Register } from '../store/register.ts';
import type { Job, JobContext } from './jobs.ts';
import type { FromWorker, ToWorker } from './pool.ts';
import { jobs } from './registry.ts';

const { file } = workerData as { file: string };
const port = parentPort;
let register: Register | null = null;

port?.on('message', (message: ToWorker) => void run(message));

async function run(message: ToWorker): Promise<void> {
  const cancel = new Int32Array(message.cancel);
  const send = (answer: FromWorker) => port?.postMessage(answer);
  // Somebody may have defined something since the last job.
  register?.forgetCatalogue();
  const context: JobContext = {
    register: () => {
      register ??= openReader(file);
      return register;
    },
    progress: (phase, done, total) => send({ type: 'progress', phase, done, total }),
    cancelled: () => Atomics.load(cancel, 0) === 1,
    part: (value) => send({ type: 'part', value }),
  };
  try {
    const job = jobs[message.job as keyof typeof jobs] as Job<unknown, unknown>;
    const result = await job(context, message.input);
    send({ type: 'done', result });
  } catch (thrown) {
    const cause = asDatabaseError(thrown, file);
    const error =
      cause instanceof HoldfastError
        ? cause
        : new HoldfastError('INTERNAL', { message: String((cause as Error)?.message ?? cause) });
    send({ type: 'failed', code: error.code, params: error.params });
  }
}
