import { appContract, backupContract, peopleContract } from './app.ts';
import { attachmentsContract } from './attachments.ts';
import { auditsContract } from './audits.ts';
import { baselinesContract } from './baselines.ts';
import { compareContract } from './compare.ts';
import { definitionsContract } from './definitions.ts';
import { exchangeContract } from './exchange.ts';
import { filesContract } from './files.ts';
import { impactContract } from './impact.ts';
import { landscapesContract } from './landscapes.ts';
import { ledgerContract } from './ledger.ts';
import { qualityContract } from './quality.ts';
import { racksContract } from './racks.ts';
import { batchesContract, recordsContract } from './records.ts';
import { relationsContract } from './relations.ts';
import { attentionContract, syncContract } from './sync.ts';
import { retirementsContract, stocktakesContract } from './work.ts';

/** Everything the interface, the command line and the tests can ask of the core. */
export const contract = {
  app: appContract,
  people: peopleContract,
  backup: backupContract,
  records: recordsContract,
  batches: batchesContract,
  definitions: definitionsContract,
  relations: relationsContract,
  compare: compareContract,
  baselines: baselinesContract,
  audits: auditsContract,
  impact: impactContract,
  quality: qualityContract,
  files: filesContract,
  attachments: attachmentsContract,
  exchange: exchangeContract,
  landscapes: landscapesContract,
  racks: racksContract,
  ledger: ledgerContract,
  stocktakes: stocktakesContract,
  retirements: retirementsContract,
  sync: syncContract,
  attention: attentionContract,
};

export type HoldfastContract = typeof contract;

export * from './app.ts';
export * from './attachments.ts';
export * from './audits.ts';
export * from './baselines.ts';
export * from './change-number.ts';
export * from './common.ts';
export * from './compare.ts';
export * from './definitions.ts';
export * from './export.ts';
export * from './files.ts';
export * from './impact.ts';
export * from './import.ts';
export * from './landscapes.ts';
export * from './ledger.ts';
export * from './past.ts';
export * from './quality.ts';
export * from './racks.ts';
export * from './records.ts';
export * from './relations.ts';
export * from './sync.ts';
export * from './work.ts';
