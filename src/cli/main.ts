import { CommanderError } from 'commander';
import { Exit, exitCodeOf, exitCodes, failureLine, failureOf } from './failure.ts';
import { buildProgram, languageOf } from './program.ts';

/** The command line: exit code 0 only when the command did what it was asked, errors as one line on stderr. */
async function main(args: readonly string[]): Promise<number> {
  const language = languageOf(args);
  const program = buildProgram(language);
  if (args.length === 0) {
    process.stdout.write(program.helpInformation());
    return exitCodes.usage;
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCodes.done;
  } catch (cause) {
    if (cause instanceof CommanderError && cause.exitCode === 0) return exitCodes.done;
    if (cause instanceof CommanderError && cause.code === 'commander.help') {
      process.stderr.write(program.helpInformation());
      return exitCodes.usage;
    }
    process.stderr.write(failureLine(failureOf(cause), language));
    if (failureOf(cause).code === 'INTERNAL' && !(cause instanceof Exit) && process.env.HOLDFAST_DEBUG)
      console.error(cause);
    return exitCodeOf(cause);
  }
}

// `holdfast list | head` closes the pipe when it has enough; that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  throw error;
});

// The contract writes what it did not foresee to the console; here stderr is for the one line that names the error.
if (!process.env.HOLDFAST_DEBUG) console.error = () => {};

process.exitCode = await main(process.argv.slice(2));
