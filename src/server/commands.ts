import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { HoldfastError, isRole, roles } from '../model/index.ts';
import { createAccount, listAccounts, setActive, setPassword } from './accounts/account.ts';
import { listDevices, setRevoked } from './accounts/devices.ts';
import { generatePassword } from './accounts/password.ts';
import { setRole } from './log/join.ts';
import { ensureOrg, startNewEpoch } from './log/org.ts';
import { org } from './organisation.ts';
import { openStorage } from './store/open-storage.ts';
import type { Storage } from './store/storage.ts';

/** Commands for whoever runs the server; they work beside a running one. */
export function addCommands(program: Command): void {
  const run = <A extends unknown[]>(work: (storage: Storage, ...args: A) => Promise<void>) => {
    return async (...args: A): Promise<void> => {
      const { data } = program.opts<{ data: string }>();
      const storage = await openStorage({ databaseUrl: process.env.DATABASE_URL, file: data });
      try {
        await ensureOrg(storage, org, Date.now());
        await work(storage, ...args);
      } finally {
        await storage.close();
      }
    };
  };
  const passwordHelp =
    'password: HOLDFAST_PASSWORD, else one line on standard input, else made up and shown once';

  const admin = program.command('admin').description('administrators');
  admin
    .command('create <name>')
    .description(`makes an administrator; ${passwordHelp}`)
    .option('--display-name <text>')
    .action(
      run((storage, name: string, options: { displayName?: string }) =>
        addUser(storage, name, 'administrator', options.displayName),
      ),
    );

  const user = program.command('user').description('accounts');
  user
    .command('add <name>')
    .description(`makes an account; ${passwordHelp}`)
    .requiredOption('--role <role>', `one of ${Object.keys(roles).join(', ')}`)
    .option('--display-name <text>')
    .action(
      run((storage, name: string, options: { role: string; displayName?: string }) =>
        addUser(storage, name, options.role, options.displayName),
      ),
    );
  user.command('list').action(
    run(async (storage) => {
      for (const account of await listAccounts(storage.db, org)) {
        const state = account.active === 1 ? 'active' : 'disabled';
        print(account.name, account.role, state, account.display_name);
      }
    }),
  );
  user
    .command('role <name> <role>')
    .description('changes what an account may do')
    .action(
      run((storage, name: string, role: string) => setRole(storage, org, name, knownRole(role), Date.now())),
    );
  user
    .command('disable <name>')
    .description('lets an account sign in no more; what it did stays')
    .action(run((storage, name: string) => setActive(storage.db, org, name, false)));
  user
    .command('enable <name>')
    .action(run((storage, name: string) => setActive(storage.db, org, name, true)));
  user
    .command('password <name>')
    .description(`changes a password and signs its devices out; ${passwordHelp}`)
    .action(
      run(async (storage, name: string) => {
        const { password, made } = await readPassword();
        await setPassword(storage.db, org, name, password);
        if (made) print('password', password);
      }),
    );

  const device = program.command('device').description('devices that signed in');
  device.command('list').action(
    run(async (storage) => {
      for (const row of await listDevices(storage.db, org)) {
        print(row.id, row.revoked_at === null ? 'active' : 'revoked', row.name, `${row.last_n} entries`);
      }
    }),
  );
  device
    .command('revoke <id>')
    .description('shuts a device out')
    .action(run((storage, id: string) => setRevoked(storage.db, org, id, Date.now())));
  device
    .command('allow <id>')
    .description('lets a revoked device sign in again')
    .action(run((storage, id: string) => setRevoked(storage.db, org, id, null)));

  program
    .command('restored')
    .description('run once after the database was restored from a backup: clients send again what it lacks')
    .action(run(async (storage) => print('epoch', await startNewEpoch(storage, org))));
}

async function addUser(
  storage: Storage,
  name: string,
  role: string,
  displayName: string | undefined,
): Promise<void> {
  const { password, made } = await readPassword();
  await createAccount(storage.db, org, { name, displayName, role: knownRole(role), password }, Date.now());
  print('account', name);
  if (made) print('password', password);
}

function knownRole(role: string) {
  if (!isRole(role)) {
    throw new HoldfastError('VALUE_INVALID', {
      field: 'role',
      value: role,
      expected: Object.keys(roles).join(', '),
    });
  }
  return role;
}

/** Never from the command line, where other users of the machine see it. */
async function readPassword(): Promise<{ password: string; made: boolean }> {
  const given = process.env.HOLDFAST_PASSWORD;
  if (given) return { password: given, made: false };
  if (!process.stdin.isTTY) {
    const line = (await text(process.stdin)).split(/\r?\n/)[0];
    if (line) return { password: line, made: false };
  }
  return { password: generatePassword(), made: true };
}

function print(...columns: readonly string[]): void {
  process.stdout.write(`${columns.join('\t')}\n`);
}
