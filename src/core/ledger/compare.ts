import { type LedgerDifference, ledgerDifferenceKeys } from '../../model/ledger.ts';
import { foldText } from '../store/text.ts';
import { type Card, monthOf } from './card.ts';
import { isGoneHere, type LedgerAsset, thousandths } from './ledger-asset.ts';

/** Sums of what belongs together, in minor units and thousandths. */
export interface Sums {
  readonly ledgerCost: number;
  readonly ledgerQuantity: number;
  readonly registerCost: number;
  readonly registerQuantity: number;
}

export function sumsOf(cards: readonly Card[], assets: readonly LedgerAsset[]): Sums {
  let [ledgerCost, ledgerQuantity, registerCost, registerQuantity] = [0, 0, 0, 0];
  for (const card of cards) {
    ledgerCost += card.cost;
    ledgerQuantity += thousandths(card.quantity);
  }
  for (const asset of assets) {
    registerCost += asset.cost;
    registerQuantity += asset.quantity;
  }
  return { ledgerCost, ledgerQuantity, registerCost, registerQuantity };
}

/** How departments are called, each in all its ways, folded. */
export type DepartmentWords = (department: number) => ReadonlySet<string>;

/**
 * In what cards and assets that belong together differ. Cost and quantity as sums; department, status and start for each
 * asset against any of the cards; names only where none of one side stands on the other. What the list doesn't say is no
 * difference.
 * @returns bits in the order of `ledgerDifferenceKeys`
 */
export function differencesOf(
  cards: readonly Card[],
  assets: readonly LedgerAsset[],
  sums: Sums,
  words: DepartmentWords,
): number {
  let mask = 0;
  const note = (kind: LedgerDifference, differs: boolean) => {
    if (differs) mask |= bitOf(kind);
  };
  note('cost', sums.ledgerCost !== sums.registerCost || assets.some((asset) => asset.foreign));
  note('quantity', sums.ledgerQuantity !== sums.registerQuantity);
  note('status', statusDiffers(cards, assets));
  note('department', departmentDiffers(cards, assets, words));
  note('name', nameDiffers(cards, assets));
  note('startDate', startDiffers(cards, assets));
  return mask;
}

export function bitOf(kind: LedgerDifference): number {
  return 1 << ledgerDifferenceKeys.indexOf(kind);
}

export function differenceKeys(mask: number): LedgerDifference[] {
  return ledgerDifferenceKeys.filter((kind) => (mask & bitOf(kind)) !== 0);
}

/** What a card's status means here: a ledger knows in use, not in use and gone. */
export type CardState = 'inUse' | 'unused' | 'gone';

const goneWords =
  /报废|处置|减少|清理|出售|变卖|盘亏|毁损|毁坏|捐赠|捐出|核销|注销|退役|投资转出|调出|retire|dispos|scrap|sold|deactiv|written|donat/i;
const unusedWords = /未使用|不需用|未在用|闲置|停用|封存|库存|idle|unused|not in use|inactive|stock/i;

export function cardState(card: Card): CardState {
  if (card.endDate !== null) return 'gone';
  const { status } = card;
  if (status === null) return 'inUse';
  // 待报废 and 拟处置 are still in the books.
  if (goneWords.test(status) && !/待|拟|未|pending/i.test(status)) return 'gone';
  return unusedWords.test(status) ? 'unused' : 'inUse';
}

/**
 * Gone on one side only; or idle on one and in use on the other, where the list says it. A ledger has no word for in
 * repair or in stock: those agree with either.
 */
function statusDiffers(cards: readonly Card[], assets: readonly LedgerAsset[]): boolean {
  const states = new Set(cards.map(cardState));
  const said = cards.some((card) => card.status !== null);
  return assets.some((asset) => {
    if (isGoneHere(asset)) return !states.has('gone');
    if (!states.has('inUse') && !states.has('unused')) return true;
    if (asset.status === 'inUse') return !states.has('inUse');
    return asset.status === 'idle' && said && !states.has('unused');
  });
}

/** A card of several departments names them side by side. */
const partsOf = (text: string): string[] =>
  [text, ...text.split(/[,，;；、|]+/)].map((part) => foldText(part.replace(/[(（][\d.]+%?[)）]/g, '')));

function departmentDiffers(
  cards: readonly Card[],
  assets: readonly LedgerAsset[],
  words: DepartmentWords,
): boolean {
  const named = cards.flatMap((card) => (card.department === null ? [] : partsOf(card.department)));
  if (named.length === 0) return false;
  return assets.some((asset) => {
    if (asset.department === null) return true;
    const known = words(asset.department);
    return !named.some((name) => known.has(name) || known.has(squeezed(name)));
  });
}

/** Paths are written with any separator: 总部/信息部, 总部 > 信息部. */
export const squeezed = (text: string): string => text.replace(/[\s/\\>›→_-]+/g, '');

function nameDiffers(cards: readonly Card[], assets: readonly LedgerAsset[]): boolean {
  const ledger = new Set(cards.flatMap(({ name }) => (name === null ? [] : [squeezed(foldText(name))])));
  const register = assets.flatMap(({ name }) => (name === null ? [] : [squeezed(foldText(name))]));
  if (ledger.size === 0 || register.length === 0) return false;
  return !register.some((name) => ledger.has(name));
}

function startDiffers(cards: readonly Card[], assets: readonly LedgerAsset[]): boolean {
  const months = new Set(cards.flatMap(({ startDate }) => monthOf(startDate) ?? []));
  if (months.size === 0) return false;
  return assets.some((asset) => {
    const own = [asset.inService, asset.booked].flatMap((date) => monthOf(date) ?? []);
    return own.length > 0 && !own.some((month) => months.has(month));
  });
}
