import type { LedgerDifference } from '../../model/ledger.ts';
import { statuses } from '../../model/lifecycle.ts';
import type { Label, Language } from '../../model/types.ts';
import type { CellValue, ColumnKind } from '../exchange/write/types.ts';
import type { AssetView, CardView } from './lines.ts';

/** A column of a list of lines: whose it is, and where its value comes from. */
export interface LineColumn {
  readonly label: Label;
  readonly kind: ColumnKind;
  /** What it shows may differ from the other side. */
  readonly compares?: LedgerDifference;
  readonly of: (card: CardView | null, asset: AssetView | null, language: Language) => CellValue;
}

const ledger = (
  label: Label,
  kind: ColumnKind,
  of: (card: CardView) => CellValue,
  compares?: LedgerDifference,
): LineColumn => ({
  label: { zh: `财务·${label.zh}`, en: `Ledger: ${label.en}` },
  kind,
  of: (card) => (card ? of(card) : null),
  ...(compares ? { compares } : {}),
});
const register = (
  label: Label,
  kind: ColumnKind,
  of: (asset: AssetView, language: Language) => CellValue,
  compares?: LedgerDifference,
): LineColumn => ({
  label: { zh: `台账·${label.zh}`, en: `Register: ${label.en}` },
  kind,
  of: (_, asset, language) => (asset ? of(asset, language) : null),
  ...(compares ? { compares } : {}),
});

export const ledgerColumns: readonly LineColumn[] = [
  ledger({ zh: '卡片编号', en: 'card number' }, 'code', (card) => card.number),
  ledger({ zh: '固定资产编号', en: 'fixed-asset number' }, 'code', (card) => card.assetNo),
  ledger({ zh: '名称', en: 'name' }, 'text', (card) => card.name, 'name'),
  ledger({ zh: '规格型号', en: 'specification' }, 'text', (card) => card.spec),
  ledger({ zh: '部门', en: 'department' }, 'text', (card) => card.department, 'department'),
  ledger({ zh: '状态', en: 'status' }, 'text', (card) => card.status, 'status'),
  ledger({ zh: '开始使用日期', en: 'start date' }, 'date', (card) => card.startDate, 'startDate'),
  ledger({ zh: '数量', en: 'quantity' }, 'number', (card) => card.quantity, 'quantity'),
  ledger({ zh: '原值', en: 'cost' }, 'money', (card) => card.cost, 'cost'),
  ledger({ zh: '累计折旧', en: 'accumulated depreciation' }, 'money', (card) => card.depreciation),
  ledger({ zh: '净值', en: 'net book value' }, 'money', (card) => card.ownNet),
];

export const registerColumns: readonly LineColumn[] = [
  register({ zh: '资产编号', en: 'asset tag' }, 'code', (asset) => asset.tag),
  register({ zh: '财务编号', en: 'ledger number' }, 'code', (asset) => asset.ledgerNo),
  register({ zh: '名称', en: 'name' }, 'text', (asset) => asset.name, 'name'),
  register({ zh: '序列号', en: 'serial number' }, 'code', (asset) => asset.serial),
  register({ zh: '部门', en: 'department' }, 'text', (asset) => asset.department, 'department'),
  register(
    { zh: '状态', en: 'status' },
    'text',
    (asset, language) => statuses[asset.status as keyof typeof statuses]?.label[language] ?? asset.status,
    'status',
  ),
  register({ zh: '存放地点', en: 'location' }, 'text', (asset) => asset.location),
  register({ zh: '开始使用日期', en: 'start date' }, 'date', (asset) => asset.startDate, 'startDate'),
  register({ zh: '数量', en: 'quantity' }, 'number', (asset) => asset.quantity, 'quantity'),
  register({ zh: '原值', en: 'cost' }, 'money', (asset) => asset.cost, 'cost'),
  register({ zh: '估算累计折旧', en: 'estimated depreciation' }, 'money', (asset) => asset.depreciation),
  register({ zh: '估算净值', en: 'estimated net value' }, 'money', (asset) => asset.net),
];
