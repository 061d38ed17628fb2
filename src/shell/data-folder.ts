import { homedir } from 'node:os';
import path from 'node:path';

/** What decides where data lives; passed in so that a test can be any machine. */
export interface Surroundings {
  platform: NodeJS.Platform;
  env: Record<string, string | undefined>;
  home: string;
}

const here = (): Surroundings => ({ platform: process.platform, env: process.env, home: homedir() });

/**
 * The folder for registers, device keys and window state, by the convention of the operating system:
 * `~/Library/Application Support/Holdfast`, `%APPDATA%\Holdfast`, or `$XDG_DATA_HOME/holdfast`.
 * `HOLDFAST_HOME` names another. The folder is not created here.
 */
export function dataFolder(at: Surroundings = here()): string {
  const { env, home, platform } = at;
  const join = platform === 'win32' ? path.win32.join : path.posix.join;
  if (env.HOLDFAST_HOME) return env.HOLDFAST_HOME;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Holdfast');
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Holdfast');
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'holdfast');
}

/** The register opened when no `--data FILE` is given; the sample register is a file of its own. */
export function defaultDataFile(demo: boolean, at: Surroundings = here()): string {
  const join = at.platform === 'win32' ? path.win32.join : path.posix.join;
  return join(dataFolder(at), demo ? 'demo.holdfast' : 'register.holdfast');
}
