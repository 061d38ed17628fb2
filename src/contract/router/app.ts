import { statSync } from 'node:fs';
import { isStarted, startRegister } from '../../core/log/start.ts';
import { checkPin, hasPin, listActors, personInfo, setPin } from '../../core/register/people.ts';
import { HoldfastError, modelVersion } from '../../model/index.ts';
import type { AppInfo, Prefs } from '../api/app.ts';
import type { Core } from '../host.ts';
import { os } from './base.ts';

/** Bytes of a database file with what its journal has not handed over yet. */
function sizeOf(file: string): number {
  const parts = [file, `${file}-wal`].map((part) => statSync(part, { throwIfNoEntry: false })?.size ?? 0);
  return parts.reduce((sum, size) => sum + size, 0);
}

function infoOf(core: Core): AppInfo {
  const { reg, options } = core;
  return {
    version: options.version,
    modelVersion,
    host: options.host,
    file: reg.file,
    size: sizeOf(reg.file),
    register: { id: reg.id, name: reg.meta('name') ?? '', timeZone: reg.meta('timeZone') ?? 'UTC' },
    device: { id: reg.device.id, name: reg.deps.deviceName },
    person: core.actorId === null ? null : personInfo(reg, core.actorId),
    started: isStarted(reg),
    demo: options.demo ?? false,
    sync: core.sync.status(),
  };
}

const noPrefs: Prefs = { language: null, theme: null, pages: {} };

function prefsOf(core: Core): Prefs {
  const kept = core.reg.localSetting('prefs');
  return kept === null ? noPrefs : { ...noPrefs, ...(JSON.parse(kept) as Prefs) };
}

export const appRouter = os.app.router({
  info: os.app.info.handler(({ context }) => infoOf(context.core)),
  start: os.app.start.handler(({ context, input }) => {
    const { core } = context;
    const person = startRegister(core.reg, input.registerName, input.personName);
    core.reg.setLocalSetting('actor', person);
    return infoOf(core);
  }),
  getPrefs: os.app.getPrefs.handler(({ context }) => prefsOf(context.core)),
  setPrefs: os.app.setPrefs.handler(({ context, input }) => {
    const now = prefsOf(context.core);
    const next = { ...now, ...input, pages: { ...now.pages, ...input.pages } };
    context.core.reg.setLocalSetting('prefs', JSON.stringify(next));
    return next;
  }),
  events: os.app.events.handler(async function* ({ context, signal }) {
    yield* eventsOf(context.core, signal);
  }),
  counts: os.app.counts.handler(({ context }) => {
    const { reg } = context.core;
    const count = (sql: string) => reg.sql(sql).pluck().get() as number;
    return {
      assets: count('SELECT count(*) FROM asset WHERE deleted = 0'),
      openStocktakes: count(
        "SELECT count(*) FROM stocktake WHERE deleted = 0 AND state IN ('draft', 'counting')",
      ),
      openRetirements: count(
        "SELECT count(*) FROM retirement WHERE deleted = 0 AND state IN ('requested', 'approved')",
      ),
      attention: context.core.sync.status().attention,
    };
  }),
});

/** One message at once, then one after each commit or step of sync; many in a row become one. */
async function* eventsOf(core: Core, signal: AbortSignal | undefined) {
  const entities = new Set<string>();
  let waiting = true;
  let wake = () => {};
  const ring = () => {
    waiting = true;
    wake();
  };
  const offCommit = core.reg.onCommit((committed) => {
    for (const entity of committed.entities) entities.add(entity);
    ring();
  });
  const offSync = core.sync.onChange(ring);
  signal?.addEventListener('abort', ring, { once: true });
  try {
    while (!signal?.aborted) {
      if (waiting) {
        waiting = false;
        const touched = [...entities];
        entities.clear();
        yield { seq: core.reg.cursor(), entities: touched as never, sync: core.sync.status() };
        // A burst of scans or an import must not turn into a burst of messages.
        await new Promise((resolve) => setTimeout(resolve, 100));
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    offCommit();
    offSync();
  }
}

export const peopleRouter = os.people.router({
  actors: os.people.actors.handler(({ context }) => listActors(context.core.reg)),
  switch: os.people.switch.handler(({ context, input }) => {
    const { reg } = context.core;
    if (hasPin(reg, input.person) && !checkPin(reg, input.person, input.pin ?? ''))
      throw new HoldfastError('PIN_WRONG');
    const info = listActors(reg).find(({ id }) => id === input.person);
    if (!info) throw new HoldfastError('PERSON_UNKNOWN', { name: input.person });
    reg.setLocalSetting('actor', input.person);
    return info;
  }),
  setPin: os.people.setPin.handler(({ context, input }) => {
    const { core } = context;
    setPin(core.reg, core.actor(), input.pin);
    const info = personInfo(core.reg, core.actor());
    if (!info) throw new HoldfastError('PERSON_UNKNOWN', { name: core.actor() });
    return info;
  }),
});
