import { Command } from 'commander';
import { HoldfastError } from '../model/index.ts';
import { addCommands } from './commands.ts';

const program = new Command('holdfast-server')
  .description('Holdfast central server')
  .option(
    '--data <file>',
    'embedded database (without DATABASE_URL)',
    process.env.HOLDFAST_SERVER_DATA ?? 'holdfast-server.db',
  )
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--port <number>', 'port to listen on; 0 takes a free one', '8765')
  .action(async () => {
    // Commands need no web server: they start twice as fast without.
    const { serve } = await import('./serve.ts');
    await serve(program.opts());
  });
addCommands(program);

program.parseAsync().catch((error: unknown) => {
  const code = error instanceof HoldfastError ? error.code : 'INTERNAL';
  process.stderr.write(`${code}: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
