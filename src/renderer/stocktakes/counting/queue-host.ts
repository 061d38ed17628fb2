import { api } from '../../app/client.ts';
import { connectionState } from '../../app/connection.ts';
import { namedError } from '../../app/errors.ts';
import type { QueuedScan, ScanQueueHost } from './scan-queue.ts';

/** After this many milliseconds without an answer the scan is sent again; twice sent is answered as already counted. */
const patience = 10_000;
/** Between two saves of a shrinking queue, in milliseconds. */
const savePause = 300;

/** The queue's surroundings in the page: the contract, the browser's clock and its storage. */
export function queueHost(
  stocktake: string,
  answered: ScanQueueHost['answered'],
  failed: ScanQueueHost['failed'],
): ScanQueueHost {
  const store = scanStore(`holdfast.scans.${stocktake}`);
  return {
    async send({ scan, location }) {
      // A call made now would wait without a word until the connection is back.
      if (connectionState() === 'lost') throw new Error('Not connected');
      return within(patience, api.stocktakes.scan({ id: stocktake, scan, location }));
    },
    answered,
    failed,
    refused: (error) => namedError(error) !== null,
    now: () => Date.now(),
    after(ms, then) {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    },
    ...store,
  };
}

function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('No answer')), ms);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Unsent scans in the browser's storage: they survive a closed window. Where it is full or off, the queue in memory remains. */
function scanStore(key: string): Pick<ScanQueueHost, 'save' | 'load'> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (scans: readonly QueuedScan[]): void => {
    clearTimeout(timer);
    timer = undefined;
    try {
      if (scans.length === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(scans.map((scan) => ({ ...scan, error: null }))));
    } catch {
      // Storage is full or forbidden.
    }
  };
  return {
    save(scans, added) {
      if (added) {
        write(scans);
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(() => write(scans), savePause);
    },
    load() {
      try {
        const saved: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
        return Array.isArray(saved) ? saved.filter(isScan) : [];
      } catch {
        return [];
      }
    },
  };
}

function isScan(value: unknown): value is QueuedScan {
  const scan = value as Partial<QueuedScan> | null;
  return typeof scan?.scan === 'string' && typeof scan.key === 'number';
}
