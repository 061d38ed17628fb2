import type { ImportEntity } from '../../../model/import-targets.ts';
import { assetRules } from './asset-rules.ts';
import { demandRequired, type EntityRules, type RuleContext } from './entity-rules.ts';
import { joinName } from './people.ts';
import { relationRules } from './relation-rules.ts';
import type { RowValues } from './row-values.ts';
import { treeRules } from './tree-rules.ts';

export function rulesOf(entity: ImportEntity, context: RuleContext): EntityRules {
  switch (entity) {
    case 'asset':
      return assetRules(context);
    case 'relation':
      return relationRules(context);
    case 'location':
    case 'department':
      return treeRules(entity, context);
    case 'person':
      return { ...plainRules(entity, context), prepare: personName, note: notePerson(context) };
    default:
      return plainRules(entity, context);
  }
}

function plainRules(entity: ImportEntity, context: RuleContext): EntityRules {
  return {
    settle() {},
    complete: (row) => demandRequired(entity, row, context),
    note: (id, values) => context.directory.references.note(entity, id, values),
  };
}

/** First and last name make the name; else the account or mail address is all that is known of it. */
function personName(row: RowValues): void {
  const { values } = row;
  const take = (key: string): string | null => {
    const value = values[key];
    delete values[key];
    return typeof value === 'string' ? value : null;
  };
  const joined = joinName(take('firstName'), take('lastName'));
  if (values.name === undefined && joined !== null) values.name = joined;
}

function notePerson({ directory }: RuleContext): EntityRules['note'] {
  return (id, values) => directory.people.note(id, values);
}
