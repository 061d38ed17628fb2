import {
  type ImportEntity,
  type ImportTarget,
  importTarget,
  importTargetsOf,
} from '../../model/import-targets.ts';
import { currentCatalogue } from '../catalogue/catalogue.tsx';

/** What a column can become in this register, fields made by users included. */
export function targetOf(entity: ImportEntity, key: string): ImportTarget | undefined {
  return importTarget(entity, key, currentCatalogue());
}

export function targetsOf(entity: ImportEntity): readonly ImportTarget[] {
  return importTargetsOf(entity, currentCatalogue());
}
