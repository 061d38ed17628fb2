import { createRouterClient, type RouterClient } from '@orpc/server';
import type { Core } from '../host.ts';
import { appRouter, peopleRouter } from './app.ts';
import { attachmentsRouter } from './attachments.ts';
import { attentionRouter } from './attention.ts';
import { auditsRouter } from './audits.ts';
import { backupRouter } from './backup.ts';
import { os } from './base.ts';
import { baselinesRouter } from './baselines.ts';
import { batchesRouter } from './batches.ts';
import { compareRouter } from './compare.ts';
import { definitionsRouter } from './definitions.ts';
import { exchangeRouter } from './exchange.ts';
import { filesRouter } from './files.ts';
import { impactRouter } from './impact.ts';
import { landscapesRouter } from './landscapes.ts';
import { ledgerRouter } from './ledger.ts';
import { qualityRouter } from './quality.ts';
import { racksRouter } from './racks.ts';
import { recordsRouter } from './records.ts';
import { relationsRouter } from './relations.ts';
import { retirementsRouter } from './retirements.ts';
import { stocktakesRouter } from './stocktakes.ts';
import { syncRouter } from './sync.ts';

/** The contract over a core. Transports serve it with the context `{ core }`. */
export const router = os.router({
  app: appRouter,
  people: peopleRouter,
  backup: backupRouter,
  records: recordsRouter,
  batches: batchesRouter,
  definitions: definitionsRouter,
  relations: relationsRouter,
  compare: compareRouter,
  baselines: baselinesRouter,
  audits: auditsRouter,
  impact: impactRouter,
  quality: qualityRouter,
  files: filesRouter,
  attachments: attachmentsRouter,
  exchange: exchangeRouter,
  landscapes: landscapesRouter,
  racks: racksRouter,
  ledger: ledgerRouter,
  stocktakes: stocktakesRouter,
  retirements: retirementsRouter,
  sync: syncRouter,
  attention: attentionRouter,
});

export type HoldfastRouter = typeof router;
export type HoldfastClient = RouterClient<HoldfastRouter>;

/** In-process client: the command line and tests pass through the same door as the interface. */
export function createClient(core: Core): HoldfastClient {
  return createRouterClient(router, { context: { core } });
}
