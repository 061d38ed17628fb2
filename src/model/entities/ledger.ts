import { currencies } from '../choices.ts';
import { defineEntity } from '../types.ts';

/** The finance department's card list laid beside the register at one moment. */
export const reconciliation = defineEntity({
  key: 'reconciliation',
  label: { zh: '账账核对', en: 'Ledger reconciliation' },
  plural: { zh: '账账核对', en: 'Ledger reconciliations' },
  title: 'name',
  internal: true,
  fields: {
    name: { type: 'text', label: { zh: '名称', en: 'Name' }, required: true, maxLength: 200 },
    /** The ledger's own period, `YYYY-MM`. */
    period: { type: 'code', label: { zh: '会计期间', en: 'Period' } },
    currency: { type: 'choice', label: { zh: '币种', en: 'Currency' }, choices: currencies },
    file: { type: 'text', label: { zh: '来源文件', en: 'Source file' } },
    at: { type: 'datetime', label: { zh: '核对时间', en: 'Reconciled at' } },
    /** Sheet, header and mapping as they were used, and the headers by which they are known again next year. */
    settings: { type: 'json', label: { zh: '设置', en: 'Settings' } },
    /** What became of every row of the list. */
    account: { type: 'json', label: { zh: '行数核算', en: 'Account of rows' } },
    /** Result as it was when the list was read. */
    outcome: { type: 'json', label: { zh: '当时结果', en: 'Result at that time' } },
    notes: { type: 'longtext', label: { zh: '备注', en: 'Notes' } },
  },
});

/** Up to 1,000 cards of a ledger: one log entry a card would cost ten times as much. */
export const ledgerCards = defineEntity({
  key: 'ledgerCards',
  label: { zh: '财务卡片', en: 'Ledger cards' },
  plural: { zh: '财务卡片', en: 'Ledger cards' },
  title: 'n',
  internal: true,
  fields: {
    reconciliation: {
      type: 'ref',
      target: 'reconciliation',
      label: { zh: '账账核对', en: 'Reconciliation' },
      required: true,
      indexed: true,
    },
    n: { type: 'integer', label: { zh: '序号', en: 'Number' } },
    cards: { type: 'json', label: { zh: '卡片', en: 'Cards' } },
  },
});

/** What a person decided about a ledger card and an asset; it holds for later reconciliations too. */
export const ledgerMatch = defineEntity({
  key: 'ledgerMatch',
  label: { zh: '账实对应', en: 'Ledger match' },
  plural: { zh: '账实对应', en: 'Ledger matches' },
  title: 'card',
  internal: true,
  fields: {
    /** The card's identity in the ledger: its number, else its fixed-asset number, else name, month and cost. */
    card: { type: 'code', label: { zh: '卡片编号', en: 'Card number' }, required: true, indexed: true },
    asset: { type: 'ref', target: 'asset', label: { zh: '资产', en: 'Asset' }, indexed: true },
    /** They do not belong together, whatever numbers and names say. */
    apart: { type: 'boolean', label: { zh: '不对应', en: 'Apart' } },
    notes: { type: 'text', label: { zh: '备注', en: 'Notes' } },
  },
});
