import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Terminal } from '../support/cli.ts';
import { password, startServer, type TestServer, World } from './server/world.ts';

const at = new Terminal();
const world = new World();
afterAll(async () => {
  at.tidy();
  await world.tidy();
});

const documents = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

beforeAll(async () => {
  const ran = await at.run(['demo', '--assets', '120', '--lang', 'en', '--json']);
  expect(ran.json()).toEqual({ file: at.file, assets: 120 });
}, 60_000);

describe('demo', () => {
  it('refuses to write over a file', async () => {
    expect((await at.run(['demo'])).stderr).toMatch(/^FILE_EXISTS: /);
  });
});

describe('stocktake', () => {
  it('counts labels from standard input, one JSON document a line', async () => {
    const made = await at.run([
      'stocktake',
      'create',
      'Autumn',
      '--filter',
      'class=laptop',
      '--start',
      '--json',
    ]);
    expect(made.stderr).toBe('');
    const { id, expected, state } = made.json();
    expect(state).toBe('counting');
    expect(expected).toBeGreaterThan(3);
    const input = 'HF-NB-00001\nhf-nb-00002\n\nNOBODY-1\nHF-NB-00001\nHF-PC-00001\n';
    const scanned = await at.run(['stocktake', 'scan', 'Autumn', '--json'], { input });
    expect(scanned.stderr).toBe('');
    const answers = documents(scanned.stdout);
    expect(answers.map((answer) => answer.outcome)).toEqual([
      'expected',
      'expected',
      'unknown',
      'alreadyCounted',
      'unexpected',
    ]);
    expect(answers[1]).toMatchObject({ scan: 'hf-nb-00002', tag: 'HF-NB-00002' });
    const status = (await at.run(['stocktake', 'status', id, '--json'])).json();
    expect(status).toMatchObject({ id, name: 'Autumn', counted: 2, notCounted: expected - 2 });
    const missing = (await at.run(['stocktake', 'lines', id, '--outcome', 'notCounted', '--json'])).json();
    expect(missing).toHaveLength(expected - 2);
  });

  it('closes, marks what is missing and exports the differences', async () => {
    const closed = await at.run(['stocktake', 'close', 'Autumn', '--mark-missing', '--json']);
    expect(closed.json().state).toBe('closed');
    const late = await at.run(['stocktake', 'scan', 'Autumn', 'HF-NB-00003']);
    expect(late.code).toBe(1);
    expect(late.stderr).toMatch(/^STOCKTAKE_NOT_COUNTING: /);
    const missing = (await at.run(['list', '--filter', 'status=missingUnverified', '--json'])).json();
    expect(missing.length).toBeGreaterThan(0);
    const out = at.path('differences.xlsx');
    const exported = await at.run(['stocktake', 'export', 'Autumn', '--out', out, '--json']);
    expect(exported.json().rows).toBeGreaterThan(0);
  });
});

describe('retire', () => {
  it('needs another person to approve, then the proof of every medium, then disposes', async () => {
    const idle = ['list', '--filter', 'class=laptop,desktop status=inUse', '--limit', '1', '--json'];
    const { tag } = (await at.run(idle)).json()[0];
    const asked = await at.run(['retire', tag, '--reason', 'broken', '--json']);
    expect(asked.stderr).toBe('');
    const { number, state, media } = asked.json();
    expect(state).toBe('requested');
    expect(media).toHaveLength(1);
    const own = await at.run(['retire', 'approve', number]);
    expect(own.stderr).toMatch(/^OWN_REQUEST: /);
    const early = await at.run(['retire', 'medium', number, tag, 'serial=M-1']);
    expect(early.stderr).toMatch(/^NOT_APPROVED_YET: /);
    const approved = await at.run(['retire', 'approve', number, '--as', 'Nora Whitlock', '--json']);
    expect(approved.json()).toMatchObject({ state: 'approved', mediaUnproven: 1 });
    const soon = await at.run(['retire', 'dispose', number, '--disposal', 'recycled']);
    expect(soon.stderr).toMatch(/^MEDIA_UNPROVEN: 1 /);
    const proof = [
      'serial=M-1',
      'kind=ssd',
      'method=purge',
      'operator=Amy Thornbury',
      'verifier=Grace Holloway',
    ];
    const proven = await at.run([
      ...['retire', 'medium', number, tag, ...proof, 'date=2026-01-05', 'result=passed', '--json'],
    ]);
    expect(proven.stderr).toBe('');
    expect(proven.json().mediaUnproven).toBe(0);
    const done = await at.run(['retire', 'dispose', number, '--disposal', 'recycled', '--json']);
    expect(done.json().state).toBe('disposed');
    expect((await at.run(['show', tag, '--json'])).json().status).toBe('disposed');
    const disposed = (await at.run(['retire', 'list', '--state', 'disposed', '--json'])).json();
    expect(disposed.map((one: { number: string }) => one.number)).toContain(number);
  });
});

describe('backup, restore and verify', () => {
  it('brings back what stood at the backup and keeps what it replaces', async () => {
    const backup = (await at.run(['backup', '--json'])).json();
    await at.run(['set', 'HF-NB-00001', 'notes=after the backup']);
    const restored = await at.run(['restore', backup.file, '--json']);
    expect(restored.stderr).toBe('');
    expect(restored.json().former).toContain('before-restore');
    const shown = (await at.run(['show', 'HF-NB-00001', '--json'])).json();
    expect(shown.notes).not.toBe('after the backup');
    const verdict = await at.run(['verify', '--json']);
    expect(verdict.json()).toMatchObject({ ok: true, problems: [] });
  });
});

describe('sync', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(world);
    await server.addUser('admin', 'administrator');
  });
  const env = { HOLDFAST_PASSWORD: password };

  it('sends a register to a server, and another file takes it over', async () => {
    const sent = await at.run(['sync', '--server', server.url, '--user', 'admin', '--json'], { env });
    expect(sent.stderr).toBe('');
    expect(sent.json()).toMatchObject({ state: 'idle', pending: 0, server: server.url });
    const other = new Terminal();
    world.later(() => other.tidy());
    // The password can come on standard input too.
    const taken = await other.run(['sync', '--server', server.url, '--user', 'admin', '--json'], {
      input: `${password}\n`,
    });
    expect(taken.stderr).toBe('');
    const assets = (await other.run(['list', '--columns', 'tag,name,status', '--json'])).json();
    expect(assets).toEqual((await at.run(['list', '--columns', 'tag,name,status', '--json'])).json());
    expect(assets).toHaveLength(120);
    expect((await other.run(['verify'])).code).toBe(0);
    const edited = await other.run(['set', 'HF-NB-00002', 'notes=from the other side']);
    expect(edited.stderr).toBe('');
    expect((await other.run(['sync', '--json'])).json().pending).toBe(0);
    expect((await at.run(['sync'])).code).toBe(0);
    expect((await at.run(['show', 'HF-NB-00002', '--json'])).json().notes).toBe('from the other side');
  });

  it('keeps the password off the command line and says when it is wrong or missing', async () => {
    const wrong = await at.run(['sync', '--server', server.url, '--user', 'admin'], {
      env: { HOLDFAST_PASSWORD: 'wrong horse 8' },
    });
    expect(wrong.stderr).toMatch(/^SIGN_IN_FAILED: /);
    expect(wrong.code).toBe(1);
    expect((await at.run(['sync', '--server', server.url, '--user', 'admin'])).stderr).toMatch(
      /^PASSWORD_MISSING: /,
    );
  });

  it('says what is wrong with the server, in the language asked for', async () => {
    const fresh = new Terminal();
    world.later(() => fresh.tidy());
    const down = await fresh.run(['sync', '--server', 'http://127.0.0.1:9', '--user', 'a', '--lang', 'zh'], {
      env,
    });
    expect(down.stderr).toMatch(/^SERVER_UNREACHABLE: 无法连接服务器/);
    expect(down.code).toBe(1);
    const never = await fresh.run(['sync']);
    expect(never.stderr).toMatch(/^NOT_SIGNED_IN: /);
  });
});
