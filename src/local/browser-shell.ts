import { RPCHandler } from '@orpc/server/ws';
import { openCore } from '../contract/host.ts';
import type { RouterContext } from '../contract/router/base.ts';
import { router } from '../contract/router/index.ts';
import { HoldfastError } from '../model/errors.ts';
import { coreOptions } from '../shell/core-options.ts';
import { say } from '../shell/messages.ts';
import type { StartOptions } from '../shell/options.ts';
import { openAppWindow } from './app-window.ts';
import { builtPages } from './page-build.ts';
import { type ShellServer, startShellServer } from './shell-server.ts';

/**
 * Opens the register in this process and serves it to this machine's browser until SIGINT or SIGTERM.
 *
 * @param root the project's folder
 * @throws HoldfastError when the register can't be opened, the port is taken or the pages can't be built
 */
export async function runBrowserShell(root: string, options: StartOptions): Promise<void> {
  const pageRoot = builtPages(root, () => process.stdout.write(`${say('building')}\n`));
  const core = await openCore(
    coreOptions({ file: options.dataFile, demo: options.demo, host: 'browser', allowPath: () => false }),
  );
  const handler = new RPCHandler<RouterContext>(router);
  let server: ShellServer;
  try {
    server = await startShellServer({
      port: options.port,
      pageRoot,
      serve: (socket) => void handler.upgrade(socket, { context: { core } }),
    });
  } catch (error) {
    await core.close();
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new HoldfastError('PORT_TAKEN', { port: options.port, reason }, { cause: error });
  }
  // Listened for before the link is out: whoever reads it may ask us to stop at once.
  const stop = untilAskedToStop();
  announce(server, options);
  await stop;
  await server.close();
  await core.close();
}

function announce(server: ShellServer, options: StartOptions): void {
  const lines = [
    say('opensAt', { link: server.newLink() }),
    say('dataFile', { file: options.dataFile }),
    say('stopHint'),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  // A link works once: the window gets one of its own, so that the printed one stays good.
  if (options.open) openAppWindow(server.newLink());
}

function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
