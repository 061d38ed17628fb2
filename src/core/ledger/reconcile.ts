import { HoldfastError } from '../../model/errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { heldWorkbook } from '../exchange/held-workbook.ts';
import { recognise } from '../exchange/read/recognise.ts';
import type { Sheet, Workbook } from '../exchange/read/types.ts';
import type { Draft } from '../log/commit.ts';
import type { Register } from '../store/register.ts';
import type { JobContext } from '../workers/jobs.ts';
import type { Outcome } from './bridge.ts';
import { cardsPerChunk, encodeCards } from './card.ts';
import { CardIndex } from './card-index.ts';
import { cardColumns, matchHeader } from './columns.ts';
import { inspectLedger, type LedgerFile, readOptions } from './inspect.ts';
import { type CardAccount, type CardList, type CardProblem, readCards } from './read-cards.ts';
import { rememberedMappings } from './remembered.ts';
import { settle, sight } from './result.ts';

/** What is left out is recognised. */
export interface ReconcileRequest {
  readonly name: string;
  /** `YYYY-MM`. */
  readonly period: string | null;
  readonly currency: string;
  readonly sheet?: string | undefined;
  readonly headerRow?: number | undefined;
  /** Column index (from 0) to ledger target. */
  readonly mapping?: Readonly<Record<string, string>> | undefined;
}

export interface ReconcileInput extends LedgerFile {
  readonly request: ReconcileRequest;
  /** Id that the reconciliation is to have. */
  readonly id: string;
  readonly at: number;
}

export interface ReconcileOutput {
  readonly account: CardAccount;
  readonly problems: readonly CardProblem[];
  readonly outcome: Outcome;
  /** Records to be written. */
  readonly drafts: number;
}

/** Problems that are kept with the reconciliation. */
const storedProblems = 200;

/**
 * Reads a card list and lays it beside the register. The drafts that store it leave ahead of the result, as texts of JSON
 * arrays; nothing is written here. Runs in a worker.
 * @throws what reading throws, SHEET_NOT_FOUND, SHEET_NO_ROWS, HEADER_NOT_FOUND, LEDGER_MAPPING_NEEDS, LEDGER_NO_CARDS,
 *   CANCELLED
 */
export async function reconcileJob(context: JobContext, input: ReconcileInput): Promise<ReconcileOutput> {
  context.progress('read', 0, null);
  const book = await heldWorkbook(input.path, readOptions(input), false);
  if (context.cancelled()) throw new HoldfastError('CANCELLED');
  const reg = context.register();
  const { sheet, headerRow, headerRows, mapping, headers } = settings(reg, book, input);
  const headerEnd = headerRow + headerRows - 1;
  const columns = cardColumns(sheet, mapping, headers, headerEnd);
  const list = readCards(sheet, columns, headerEnd, {
    onProgress: (rows) => context.progress('cards', rows, sheet.rowCount),
    cancelled: () => context.cancelled(),
  });
  refuseEmpty(sheet, list.account);
  const outcome = reckon(reg, list, input.request, context);
  const used = {
    sheet: sheet.name,
    headerRow,
    headerRows,
    columns: [...headers].map(([index, header]) => [header, mapping[index] || null]),
  };
  const drafts = draftsOf(input, used, list, outcome);
  for (const draft of drafts) context.part(JSON.stringify([draft]));
  return { account: list.account, problems: list.problems, outcome, drafts: drafts.length };
}

function reckon(reg: Register, list: CardList, request: ReconcileRequest, context: JobContext): Outcome {
  reg.db.exec('BEGIN');
  try {
    const index = new CardIndex(list.cards);
    const sighted = sight(reg, index, request.currency, context);
    return settle(reg, index, sighted, request).outcome;
  } finally {
    reg.db.exec('COMMIT');
  }
}

function refuseEmpty(sheet: Sheet, { rows, cards, skipped, rejected }: CardAccount): void {
  if (rows === 0) throw new HoldfastError('SHEET_NO_ROWS', { sheet: sheet.name });
  if (cards === 0) throw new HoldfastError('LEDGER_NO_CARDS', { sheet: sheet.name, rows, skipped, rejected });
}

/** Fills in what a person did not say from what the file looks like. */
function settings(reg: Register, book: Workbook, { request, name }: ReconcileInput) {
  const found = inspectLedger(book, rememberedMappings(reg), {
    sheet: request.sheet,
    headerRow: request.headerRow,
  });
  const at =
    request.sheet === undefined
      ? found.suggested
      : book.sheets.findIndex((sheet) => sheet.name === request.sheet);
  const sheet = book.sheets[at];
  const seen = found.sheets[at];
  if (!sheet || !seen) throw new HoldfastError('SHEET_NOT_FOUND', { sheet: request.sheet ?? name });
  if (seen.rows === 0) throw new HoldfastError('SHEET_NO_ROWS', { sheet: sheet.name });
  const headerRow = request.headerRow ?? seen.headerRow;
  if (headerRow < 1) throw new HoldfastError('HEADER_NOT_FOUND', { sheet: sheet.name, row: 1 });
  const { headerRows, columns } = recognise(sheet, matchHeader, { headerRow });
  const suggested = Object.fromEntries(
    seen.columns.flatMap(({ index, target }) => (target === null ? [] : [[String(index), target]])),
  );
  return {
    sheet,
    headerRow,
    headerRows,
    mapping: request.mapping ?? suggested,
    headers: new Map(columns.map(({ index, header }) => [index, header])),
  };
}

function draftsOf(input: ReconcileInput, settings: JsonObject, list: CardList, outcome: Outcome): Draft[] {
  const { name, period, currency } = input.request;
  const account = { ...list.account, list: list.problems.slice(0, storedProblems) };
  const drafts: Draft[] = [
    {
      op: 'create',
      entity: 'reconciliation',
      id: input.id,
      patch: {
        name,
        period,
        currency,
        file: input.name,
        at: input.at,
        settings,
        account: account as unknown as JsonObject,
        outcome: outcome as unknown as JsonObject,
      },
    },
  ];
  for (let from = 0; from < list.cards.length; from += cardsPerChunk) {
    const cards = encodeCards(list.cards.slice(from, from + cardsPerChunk));
    const n = from / cardsPerChunk + 1;
    drafts.push({ op: 'create', entity: 'ledgerCards', patch: { reconciliation: input.id, n, cards } });
  }
  return drafts;
}
