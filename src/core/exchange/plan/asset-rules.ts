import { Problem } from '../values/problem.ts';
import { dropForeignFields, settleClass, settleStatus, settleWarranty } from './derive.ts';
import type { EntityRules, RuleContext } from './entity-rules.ts';

/** Assets: class and status by words, models by class, warranty by months. */
export function assetRules({
  reg,
  directory,
  resolver,
  report,
  options,
  language,
}: RuleContext): EntityRules {
  const { catalogue } = reg;
  const derive = { fallbackClass: options.fallbackClass, language, catalogue };
  return {
    settle(row, existing) {
      const classKey = settleClass(row, existing, derive, report);
      resolver.resolveModel(row, classKey);
      settleStatus(row, existing, derive, report);
      settleWarranty(row, existing, report);
      dropForeignFields(row, classKey, derive, report);
    },
    complete(row) {
      const { tag, name, serial } = row.values;
      if (tag !== undefined || name !== undefined || serial !== undefined) return;
      report.add(row, null, '', new Problem('ROW_NO_IDENTITY', 'error'));
    },
    note: (id, values) => directory.assets.note(id, values),
  };
}
