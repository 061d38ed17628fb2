import { backupJob } from '../backup/backup.ts';
import { verifyJob } from '../backup/verify.ts';
import { compareJob } from '../compare/job.ts';
import { usageJob } from '../definitions/usage.ts';
import { exportJob } from '../exchange/export/job.ts';
import { checkExportJob } from '../exchange/export/recompute.ts';
import { formJob, formShapeJob } from '../exchange/forms/job.ts';
import { inspectJob } from '../exchange/known-sheets.ts';
import { packJob } from '../exchange/pack/job.ts';
import { planJob } from '../exchange/plan/job.ts';
import { rejectsJob } from '../exchange/rejects.ts';
import { templateJob } from '../exchange/templates/job.ts';
import { landscapePlanJob } from '../landscapes/plan/job.ts';
import { inspectLedgerJob } from '../ledger/inspect.ts';
import { askLedgerJob, ledgerWorkbookJob } from '../ledger/jobs.ts';
import { reconcileJob } from '../ledger/reconcile.ts';
import { prepareJob } from '../log/prepare-job.ts';
import { breachPageJob } from '../quality/breaches.ts';
import { qualityJob } from '../quality/check.ts';
import { gradedJob, replacementJob, reportBookJob } from '../quality/reports.ts';
import { graphBookJob } from '../register/graph-book.ts';
import { pathJob, reachJob } from '../register/graph-jobs.ts';
import { impactBookJob, impactJob, upstreamJob } from '../register/impact/jobs.ts';
import { pageJob, totalsJob } from '../register/totals.ts';
import { differencesJob } from '../stocktake/differences.ts';
import { scopeJob } from '../stocktake/scope.ts';

/** Every job a worker can do, by name. */
export const jobs = {
  totals: totalsJob,
  definitionUsage: usageJob,
  page: pageJob,
  backup: backupJob,
  verify: verifyJob,
  inspect: inspectJob,
  plan: planJob,
  landscapePlan: landscapePlanJob,
  prepare: prepareJob,
  rejects: rejectsJob,
  export: exportJob,
  checkExport: checkExportJob,
  form: formJob,
  formShape: formShapeJob,
  template: templateJob,
  pack: packJob,
  scope: scopeJob,
  differences: differencesJob,
  reach: reachJob,
  path: pathJob,
  graphBook: graphBookJob,
  impact: impactJob,
  upstream: upstreamJob,
  impactBook: impactBookJob,
  quality: qualityJob,
  qualityPage: breachPageJob,
  graded: gradedJob,
  replacement: replacementJob,
  reportBook: reportBookJob,
  compare: compareJob,
  ledgerInspect: inspectLedgerJob,
  ledgerReconcile: reconcileJob,
  askLedger: askLedgerJob,
  ledgerWorkbook: ledgerWorkbookJob,
};

export type JobName = keyof typeof jobs;
export type JobInput<N extends JobName> = Parameters<(typeof jobs)[N]>[1];
export type JobOutput<N extends JobName> = Awaited<ReturnType<(typeof jobs)[N]>>;
