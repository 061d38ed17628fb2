import type { ImportEntity } from '../../../model/import-targets.ts';
import type { Language } from '../../../model/types.ts';
import type { PlannedPhotos } from '../../attachments/photos.ts';
import type { Register } from '../../store/register.ts';
import type { CompactIndex } from './compact-index.ts';
import type { RecordFinder } from './keys.ts';
import type { Directory } from './resolve.ts';
import type { TagIssuer } from './tags.ts';
import type { PlanActor } from './types.ts';

/** What the sheets of one plan share. */
export interface PlanWorld extends Directory {
  readonly reg: Register;
  readonly actor: PlanActor;
  readonly language: Language;
  readonly tags: TagIssuer;
  readonly photos: PlannedPhotos;
  finder(entity: ImportEntity): RecordFinder;
  /** Where a folded key was first seen, as `placeOf` packs it. */
  seen(entity: ImportEntity): CompactIndex;
  /** Sheet and row of a place, as told from a sheet: the row alone for one of its own. */
  placeText(place: number, sheet: number): string | number;
}

/** A row and its sheet in one number. */
export function placeOf(sheet: number, row: number): number {
  return Math.min(sheet, 254) * 2 ** 24 + Math.min(row, 2 ** 24 - 1);
}
