import { type EntityKey, entityOf, type FieldDef } from '../../../model/index.ts';
import type { Register } from '../../store/register.ts';

/** A drop-down of more is no help, and the file grows with it. */
const maxWords = 5000;

/** What records of the kind that a field refers to are called, in the words by which an import finds them; sorted. */
export function wordsInRegister(reg: Register, field: FieldDef, entity: EntityKey): string[] {
  const target = field.target as EntityKey;
  // Nobody picks an asset out of a list of thousands, and its words hold the name too: the tag is asked for.
  if (target === 'asset') return [];
  // A tree's own template is how the tree is made: a parent is often a row further up.
  const words = entityOf(target).parent ? paths(reg, target) : titles(reg, target);
  const few = words.length <= maxWords && (target !== entity || words.length > 0);
  return few ? words : [];
}

function paths(reg: Register, entity: EntityKey): string[] {
  return reg
    .sql(
      `SELECT DISTINCT p.path FROM tree_path p JOIN "${entity}" e ON e.rid = p.rid
       WHERE p.entity = ? AND e.deleted = 0 ORDER BY p.folded LIMIT ${maxWords + 1}`,
    )
    .pluck()
    .all(entity) as string[];
}

function titles(reg: Register, entity: EntityKey): string[] {
  const { title } = entityOf(entity);
  return reg
    .sql(
      `SELECT DISTINCT "${title}" FROM "${entity}" WHERE deleted = 0 AND "${title}" <> '' ORDER BY 1 LIMIT ${maxWords + 1}`,
    )
    .pluck()
    .all() as string[];
}
