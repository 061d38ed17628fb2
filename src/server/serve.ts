import { HoldfastError } from '../model/index.ts';
import { createApp } from './app.ts';
import { org } from './organisation.ts';
import { openStorage } from './store/open-storage.ts';

export interface ServeOptions {
  readonly data: string;
  readonly host: string;
  readonly port: string;
}

/**
 * Serves until SIGINT or SIGTERM.
 * @throws HoldfastError PORT_INVALID, PORT_TAKEN
 */
export async function serve(options: ServeOptions): Promise<void> {
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new HoldfastError('PORT_INVALID', { value: options.port });
  }
  const storage = await openStorage({ databaseUrl: process.env.DATABASE_URL, file: options.data });
  const app = await createApp({
    storage,
    org,
    logLevel: process.env.HOLDFAST_LOG ?? 'warn',
    trustProxy: process.env.HOLDFAST_TRUST_PROXY === '1',
    metricsToken: process.env.HOLDFAST_METRICS_TOKEN,
  });
  try {
    const address = await app.listen({ host: options.host, port });
    process.stdout.write(`Holdfast server (${storage.kind}) listening on ${address}\n`);
  } catch (cause) {
    await storage.close();
    throw new HoldfastError('PORT_TAKEN', { port, reason: (cause as Error).message }, { cause });
  }
  const stop = (): void => {
    void app
      .close()
      .then(() => storage.close())
      .finally(() => process.exit());
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
