import * as z from 'zod';
import { id, language, procedure, progressOf, timeless } from './common.ts';
import { madeFile } from './files.ts';

const params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const text = z.string().nullable();
/** Minor units. */
const money = z.number().nullable();

export const ledgerLineKind = z.enum([
  'matched',
  'different',
  'onlyLedger',
  'onlyRegister',
  'ambiguous',
  'apart',
]);
export const ledgerDifference = z.enum(['cost', 'quantity', 'status', 'department', 'name', 'startDate']);
const reason = z.enum(['hand', 'number', 'serial', 'attributes']);

export const ledgerColumn = z.object({
  /** From 0. */
  index: z.number(),
  letter: z.string(),
  header: z.string(),
  /** A key of `ledgerTargets`; null = not used. */
  target: text,
  samples: z.array(z.string()),
});
export const ledgerSheet = z.object({
  name: z.string(),
  hidden: z.boolean(),
  rows: z.number(),
  /** As the spreadsheet counts, from 1; 0 = none found. */
  headerRow: z.number(),
  headerRows: z.number(),
  columns: z.array(ledgerColumn),
  /** Name of the earlier reconciliation whose mapping was taken over. */
  remembered: text,
});
export type LedgerSheetInfo = z.infer<typeof ledgerSheet>;

export const ledgerInspection = z.object({
  file: z.string(),
  format: z.string(),
  encoding: text,
  delimiter: text,
  sheets: z.array(ledgerSheet),
  suggested: z.number(),
});
export type LedgerInspectionInfo = z.infer<typeof ledgerInspection>;

/** rows = cards + skipped + rejected, always. */
export const ledgerAccount = z.object({
  rows: z.number(),
  cards: z.number(),
  skipped: z.number(),
  rejected: z.number(),
  problems: z.number(),
  /** Total cost that the list states itself in its last line of sums. */
  statedCost: money,
});
export type LedgerAccount = z.infer<typeof ledgerAccount>;

export const ledgerProblem = z.object({
  row: z.number(),
  column: z.string(),
  value: z.string(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  params,
});
export type LedgerProblem = z.infer<typeof ledgerProblem>;

export const bridgeLine = z.object({
  /** A key of `ledgerBridge`. */
  key: z.string(),
  /** Thousandths of things. */
  quantity: z.number(),
  cost: z.number(),
});
export const ledgerOutcome = z.object({
  cards: z.number(),
  lines: z.record(ledgerLineKind, z.number()),
  differences: z.partialRecord(ledgerDifference, z.number()),
  reasons: z.partialRecord(reason, z.number()),
  /** From the register's total to the ledger's: the lines between add up exactly. */
  bridge: z.array(bridgeLine),
  /** Assets without a card that need none, by why. */
  apart: z.record(z.string(), z.object({ count: z.number(), quantity: z.number(), cost: z.number() })),
  foreign: z.number(),
  ledger: z.object({ depreciation: z.number(), net: z.number() }),
});
export type LedgerOutcome = z.infer<typeof ledgerOutcome>;

export const reconciliationInfo = z.object({
  id,
  name: z.string(),
  period: text,
  currency: z.string(),
  file: z.string(),
  at: z.number(),
  by: z.string(),
  account: ledgerAccount,
  /** As it was when the list was read. */
  outcome: ledgerOutcome,
});
export type ReconciliationInfo = z.infer<typeof reconciliationInfo>;

export const ledgerCardInfo = z.object({
  at: z.number(),
  identity: z.string(),
  row: z.number(),
  number: text,
  cardNo: text,
  assetNo: text,
  subNo: text,
  name: text,
  category: text,
  spec: text,
  serial: text,
  quantity: z.number(),
  unit: text,
  cost: z.number(),
  depreciation: money,
  impairment: money,
  net: money,
  ownNet: money,
  salvageRate: z.number().nullable(),
  usefulLife: z.number().nullable(),
  startDate: text,
  bookingDate: text,
  endDate: text,
  status: text,
  origin: text,
  department: text,
  location: text,
  custodian: text,
  notes: text,
});
export type LedgerCardInfo = z.infer<typeof ledgerCardInfo>;

export const ledgerAssetInfo = z.object({
  id,
  tag: text,
  name: text,
  ledgerNo: text,
  serial: text,
  class: text,
  kind: text,
  status: text,
  department: text,
  location: text,
  quantity: z.number(),
  cost: money,
  currency: text,
  startDate: text,
  /** Our own estimates at the end of the period. */
  depreciation: money,
  net: money,
});
export type LedgerAssetInfo = z.infer<typeof ledgerAssetInfo>;

const side = z.object({ count: z.number(), quantity: z.number(), cost: z.number() });
export const ledgerLine = z.object({
  key: z.string(),
  kind: ledgerLineKind,
  reasons: z.array(reason),
  differences: z.array(ledgerDifference),
  /** Why an asset alone needs no card: a key of `ledgerApart`. */
  apart: text,
  cards: side,
  assets: side,
  card: ledgerCardInfo.nullable(),
  asset: ledgerAssetInfo.nullable(),
});
export type LedgerLineInfo = z.infer<typeof ledgerLine>;

export const ledgerLineDetail = ledgerLine.extend({
  allCards: z.array(ledgerCardInfo),
  allAssets: z.array(ledgerAssetInfo),
  /** As many cards as assets in doubt: they can be paired in their order. */
  pairable: z.boolean(),
});
export type LedgerLineDetail = z.infer<typeof ledgerLineDetail>;

export const ledgerResult = z.object({
  info: reconciliationInfo,
  /** Against the register as it is now. */
  outcome: ledgerOutcome,
  problems: z.array(ledgerProblem),
  /** Matches made by hand that can't be followed, since their asset is gone. */
  lost: z.array(z.object({ id, card: z.string(), asset: z.string() })),
});
export type LedgerResultInfo = z.infer<typeof ledgerResult>;

const takeOverField = z.enum(['ledgerNo', 'cost', 'bookingDate', 'usefulLife', 'salvageRate', 'department']);
export const takeOverWanted = z.object({
  id,
  fields: z.array(takeOverField).min(1),
  /** Which of the ledger's numbers becomes the asset's ledger number. */
  number: z.enum(['card', 'asset']).default('card'),
  /** Only these lines; else all of the kind. */
  lines: z.array(z.string()).max(100_000).optional(),
  kind: z.union([ledgerLineKind, z.literal('all')]).default('all'),
  difference: ledgerDifference.optional(),
});
export type TakeOverRequest = z.input<typeof takeOverWanted>;

const value = z.union([z.string(), z.number(), z.null()]);
export const takeOverRow = z.object({
  asset: id,
  tag: text,
  name: text,
  card: text,
  fields: z.array(z.object({ field: takeOverField, from: value, to: value, fromLabel: text, toLabel: text })),
  /** Why the acting person may not write it. */
  refused: text,
  unknownDepartment: text,
});
export type TakeOverRowInfo = z.infer<typeof takeOverRow>;

export const takeOverPreview = z.object({
  /** The first five hundred. */
  rows: z.array(takeOverRow),
  total: z.number(),
  assets: z.number(),
  refused: z.number(),
  digest: z.string(),
});
export type TakeOverPreview = z.infer<typeof takeOverPreview>;

export const ledgerContract = {
  list: timeless.output(z.array(reconciliationInfo)),
  inspect: procedure
    .input(
      z.object({
        file: z.string(),
        encoding: z.string().optional(),
        delimiter: z.string().optional(),
        sheet: z.string().optional(),
        headerRow: z.number().int().min(1).optional(),
      }),
    )
    .output(ledgerInspection),
  /** Reads a card list, lays it beside the register and stores it. Undo it as one operation through `batches.undo`. */
  reconcile: procedure
    .input(
      z.object({
        file: z.string(),
        name: z.string().trim().min(1).max(200),
        /** `YYYY-MM`. */
        period: z.string().nullable().default(null),
        currency: z.enum(['CNY', 'USD', 'EUR', 'HKD', 'GBP', 'JPY']).default('CNY'),
        encoding: z.string().optional(),
        delimiter: z.string().optional(),
        /** What is left out is recognised. */
        sheet: z.string().optional(),
        headerRow: z.number().int().min(1).optional(),
        mapping: z.record(z.string(), z.string()).optional(),
      }),
    )
    .output(
      progressOf(
        z.object({
          id,
          batch: id,
          account: ledgerAccount,
          problems: z.array(ledgerProblem),
          outcome: ledgerOutcome,
        }),
      ),
    ),
  result: timeless.input(z.object({ id })).output(ledgerResult),
  lines: timeless
    .input(
      z.object({
        id,
        kind: z.union([ledgerLineKind, z.literal('all')]).default('all'),
        difference: ledgerDifference.optional(),
        text: z.string().max(200).optional(),
        sort: z
          .object({
            field: z.enum(['ledgerCost', 'registerCost', 'difference', 'name']),
            descending: z.boolean(),
          })
          .optional(),
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(1000),
      }),
    )
    .output(z.object({ lines: z.array(ledgerLine), total: z.number() })),
  line: timeless.input(z.object({ id, key: z.string() })).output(ledgerLineDetail),
  /** Notes that cards and assets belong together, or (apart) that they do not: for this list and for later ones. */
  decide: procedure
    .input(
      z.object({
        id,
        pairs: z
          .array(z.object({ card: z.string().min(1), asset: id }))
          .min(1)
          .max(5000),
        apart: z.boolean().default(false),
      }),
    )
    .output(z.object({ batch: id.nullable(), changed: z.number() })),
  /** Drops matches whose asset is gone. */
  forget: procedure.input(z.object({ id, matches: z.array(id).min(1) })).output(z.object({ batch: id })),
  previewTakeOver: procedure.input(takeOverWanted).output(takeOverPreview),
  takeOver: procedure.input(takeOverWanted.extend({ digest: z.string() })).output(
    z.object({
      batch: id.nullable(),
      changed: z.number(),
      refused: z.array(z.object({ id, label: z.string(), code: z.string(), params })),
    }),
  ),
  workbook: timeless.input(z.object({ id, language })).output(progressOf(madeFile)),
  remove: procedure.input(z.object({ id })).output(z.object({ batch: id })),
};
