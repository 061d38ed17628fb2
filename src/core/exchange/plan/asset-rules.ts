import type { Language } from '../../../model/types.ts';
import type { Register } from '../../store/register.ts';
import { Problem } from '../values/problem.ts';
import { dropForeignFields, settleClass, settleStatus, settleWarranty } from './derive.ts';
import type { EntityRules, RuleContext } from './entity-rules.ts';
import type { RowReport, RowValues } from './row-values.ts';

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
      if (tag === undefined && name === undefined && serial === undefined)
        report.add(row, null, '', new Problem('ROW_NO_IDENTITY', 'error'));
      demandCustom(row, reg, report, language);
    },
    note: (id, values) => directory.assets.note(id, values),
  };
}

/** What the user's own fields ask of a new asset. */
function demandCustom(row: RowValues, { catalogue }: Register, report: RowReport, language: Language): void {
  if (catalogue.customFields.length === 0) return;
  const fields = catalogue.classFields(row.values.class);
  for (const [key, field] of Object.entries(fields)) {
    if (!field.custom || !field.required || field.default !== undefined) continue;
    if ((row.values[key] ?? null) !== null) continue;
    const params = { field: field.label[language] };
    report.add(row, key, '', new Problem('FIELD_REQUIRED', 'error', { params }));
  }
}
