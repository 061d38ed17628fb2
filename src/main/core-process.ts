import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { RPCHandler } from '@orpc/server/message-port';
import { type Core, openCore } from '../contract/host.ts';
import type { RouterContext } from '../contract/router/base.ts';
import { router } from '../contract/router/index.ts';
import { HoldfastError } from '../model/errors.ts';
import { coreOptions } from '../shell/core-options.ts';
import type { FromCore, ToCore } from './core-messages.ts';

/**
 * The process that holds the register. It opens the file it is told to and serves the contract on every
 * port it is handed; it never sees a window.
 */
const { parentPort } = process;
const say = (message: FromCore): void => parentPort.postMessage(message);
const allowedPaths = new Set<string>();
let core: Core | null = null;
const handler = new RPCHandler<RouterContext>(router);

parentPort.on('message', ({ data, ports }) => {
  const message = data as ToCore;
  if (message.type === 'open') void open(message);
  else if (message.type === 'port') serve(ports[0]);
  else if (message.type === 'allowPath') {
    allowedPaths.add(message.file);
    say({ type: 'allowed', ticket: message.ticket });
  } else void close();
});

async function open(message: Extract<ToCore, { type: 'open' }>): Promise<void> {
  const { sealedKey } = message;
  const sealed = sealedKey === null ? null : { name: 'sealed', key: Buffer.from(sealedKey, 'base64') };
  try {
    core = await openCore(
      coreOptions({
        file: message.file,
        demo: message.demo,
        host: 'electron',
        configFolder: message.appFolder,
        sealed,
        // Built beside this file; see electron.vite.config.ts.
        workerEntry: pathToFileURL(path.join(import.meta.dirname, 'worker.js')),
        pastEntry: pathToFileURL(path.join(import.meta.dirname, 'past-worker.js')),
        allowPath: (file) => allowedPaths.has(file),
      }),
    );
    say({ type: 'opened' });
  } catch (error) {
    const known =
      error instanceof HoldfastError
        ? error
        : new HoldfastError('INTERNAL', { message: (error as Error).message });
    say({ type: 'failed', code: known.code, params: known.params });
  }
}

function serve(port: Electron.MessagePortMain | undefined): void {
  if (!port || !core) return;
  handler.upgrade(port, { context: { core } });
  port.start();
}

async function close(): Promise<void> {
  await core?.close();
  say({ type: 'closed' });
  process.exit(0);
}
