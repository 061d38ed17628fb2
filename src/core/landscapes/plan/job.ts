import { randomBytes } from 'node:crypto';
import { HoldfastError } from '../../../model/errors.ts';
import type { EntityKey } from '../../../model/types.ts';
import { LineWriter, planPaths } from '../../exchange/plan/plan-file.ts';
import type { Draft } from '../../log/commit.ts';
import { uuid7 } from '../../log/pure/ids.ts';
import { draftsPerStageRow } from '../../log/stage.ts';
import { labelOf } from '../../register/labels.ts';
import type { Register } from '../../store/register.ts';
import type { JobContext } from '../../workers/jobs.ts';
import { describeLandscape, type LandscapeInput } from '../describe.ts';
import type { Description, LandscapeSource } from '../description.ts';
import { type Account, accountFor } from './account.ts';
import { LinkPlanner } from './links.ts';
import { type Decision, type Prefer, ThingPlanner } from './planner.ts';
import { draftOf, type PlanActor } from './records.ts';

export interface LandscapePlanInput {
  readonly files: readonly LandscapeInput[];
  readonly actor: PlanActor;
  readonly prefer: Prefer;
  readonly decisions: Readonly<Record<string, Decision>>;
  /** Where the plan's files go, and what they are called. */
  readonly folder: string;
  readonly id: string;
}

export interface LandscapePlanOutput extends Account {
  readonly sources: readonly LandscapeSource[];
  readonly missing: Description['missing'];
  readonly drafts: number;
  /** The newest log entry that the plan looked at. */
  readonly cursor: number;
}

/** Reads files of a landscape and plans their import; drafts and rows are left in files. Runs in a worker. */
export function landscapePlanJob(context: JobContext, input: LandscapePlanInput): LandscapePlanOutput {
  const cancelled = () => context.cancelled();
  context.progress('read', 0, null);
  const description = describeLandscape(input.files, {
    cancelled,
    onProgress: (done, total) => context.progress('read', done, total),
  });
  const reg = context.register();
  const cursor = reg.cursor();
  const newId = idMaker();
  const decisions = new Map(Object.entries(input.decisions));
  const things = new ThingPlanner({ reg, actor: input.actor, prefer: input.prefer, decisions, newId });
  const links = new LinkPlanner({ reg, actor: input.actor, newId }, things);
  const total = description.things.length + description.links.length;
  let done = 0;
  const step = () => {
    if (++done % 500 !== 0) return;
    if (cancelled()) throw new HoldfastError('CANCELLED');
    context.progress('check', done, total);
  };
  things.plan(description, step);
  links.plan(description, step);
  const paths = planPaths(input.folder, input.id);
  const drafts = writeDrafts(paths.drafts, things, links);
  const rows = new LineWriter(paths.rows);
  try {
    const label = (id: string, entity: EntityKey | null) => labelFor(reg, things, id, entity);
    const account = accountFor({ description, things, links, labelOf: label }, (row) => {
      rows.add(JSON.stringify(row));
    });
    const { sources, missing } = description;
    return { ...account, sources, missing, drafts, cursor };
  } finally {
    rows.close();
  }
}

function labelFor(reg: Register, things: ThingPlanner, id: string, entity: EntityKey | null): string {
  const planned = things.records.get(id);
  if (planned) return things.label(planned);
  const rid = reg.keys.findRid(id);
  return rid === null || entity === null ? '' : labelOf(reg, entity, rid);
}

function writeDrafts(path: string, things: ThingPlanner, links: LinkPlanner): number {
  const lines = new LineWriter(path);
  let waiting: Draft[] = [];
  let count = 0;
  const flush = () => {
    if (waiting.length > 0) lines.add(JSON.stringify(waiting));
    waiting = [];
  };
  for (const record of [...things.records.values(), ...links.records.values()]) {
    const draft = draftOf(record);
    if (!draft) continue;
    count++;
    waiting.push(draft);
    if (waiting.length === draftsPerStageRow) flush();
  }
  flush();
  lines.close();
  return count;
}

/** Random bytes are asked for in one go: a large landscape needs many ids. */
function idMaker(): () => string {
  let random: Uint8Array = new Uint8Array(0);
  return () => {
    if (random.length < 10) random = randomBytes(2560);
    const bytes = random.subarray(0, 10);
    random = random.subarray(10);
    return uuid7(Date.now(), bytes);
  };
}
