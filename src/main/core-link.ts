import path from 'node:path';
import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { HoldfastError, isErrorCode } from '../model/errors.ts';
import type { FromCore, ToCore } from './core-messages.ts';

/** How long a core that was asked to close may take, in milliseconds, before its process is ended. */
const closeWithin = 10_000;

export interface CoreLink {
  /** Hands a port to the core, which serves the contract on it. */
  connect(port: MessagePortMain): void;
  /** The person named this path in a dialog or by a drop. */
  allowPath(file: string): Promise<void>;
  close(): Promise<void>;
}

export interface CoreStart {
  file: string;
  demo: boolean;
  appFolder: string;
  /** Base64, from the system's key store; null where it has none. */
  sealedKey: string | null;
  /** Called when the process ends without having been asked to. */
  onLost(): void;
}

/**
 * Starts the core in a process of its own and opens the register, so that no query can freeze the window.
 *
 * @throws HoldfastError with the core's own code when the register can't be opened
 */
export async function startCore(start: CoreStart): Promise<CoreLink> {
  const child = utilityProcess.fork(path.join(import.meta.dirname, 'core-process.js'), [], {
    serviceName: 'Holdfast core',
  });
  const send = (message: ToCore, ports: MessagePortMain[] = []): void => child.postMessage(message, ports);
  const tickets = new Map<number, () => void>();
  let nextTicket = 1;
  let closing = false;
  const opened = new Promise<void>((resolve, reject) => {
    child.on('message', (message: FromCore) => {
      if (message.type === 'opened') resolve();
      else if (message.type === 'failed') {
        const code = isErrorCode(message.code) ? message.code : 'INTERNAL';
        reject(new HoldfastError(code, message.params));
      } else if (message.type === 'allowed') {
        tickets.get(message.ticket)?.();
        tickets.delete(message.ticket);
      }
    });
    child.once('exit', (code) => {
      reject(new HoldfastError('INTERNAL', { message: `core exited with ${code}` }));
      if (!closing) start.onLost();
    });
  });
  const { file, demo, appFolder, sealedKey } = start;
  send({ type: 'open', file, demo, appFolder, sealedKey });
  await opened.catch((error: unknown) => {
    closing = true;
    child.kill();
    throw error;
  });
  return {
    connect: (port) => send({ type: 'port' }, [port]),
    allowPath(file) {
      const ticket = nextTicket++;
      return new Promise((resolve) => {
        tickets.set(ticket, resolve);
        send({ type: 'allowPath', file, ticket });
      });
    },
    close() {
      closing = true;
      return endOf(child, () => send({ type: 'close' }));
    },
  };
}

/** Asks a process to end and waits for it; ends it when it takes too long. */
function endOf(child: UtilityProcess, ask: () => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill(), closeWithin);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    ask();
  });
}
