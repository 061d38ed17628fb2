import { isUuid } from '../../core/log/pure/ids.ts';
import { deletedField } from '../../core/log/pure/merge.ts';
import type { WireError } from '../../core/wire/protocol.ts';
import { type Catalogue, isEntityKey } from '../../model/index.ts';
import type { FieldDef, Value } from '../../model/types.ts';
import type { WireChange } from '../../model/wire.ts';

/**
 * The first value of a change that its field cannot hold. Fields and entities that this version does not know pass: a
 * newer client made them. Whether a choice or a reference exists is not asked: a newer client or a later entry may know.
 * The user's fields are not looked at: one may have got another type elsewhere, which every replica lists for itself.
 * @param catalogue the classes that the change speaks of
 */
export function wrongValue(change: WireChange, catalogue: Catalogue): WireError | null {
  const fields = isEntityKey(change.entity) ? catalogue.fieldsOf(change.entity, change.patch.class) : {};
  for (const [name, value] of Object.entries(change.patch)) {
    if (name === deletedField) {
      if (value === null || typeof value === 'boolean') continue;
      return invalid(name, value, 'boolean');
    }
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field || field.custom || value === null || isErased(value)) continue;
    const expected = mismatch(field, value);
    if (expected === 'length') {
      const max = field.maxLength as number;
      return { code: 'VALUE_TOO_LONG', params: { field: name, max, length: (value as string).length } };
    }
    if (expected) return invalid(name, value, expected);
  }
  return null;
}

function mismatch(field: FieldDef, value: Value): string | null {
  switch (field.type) {
    case 'text':
    case 'longtext':
    case 'code':
    case 'choice':
      if (typeof value !== 'string') return field.type;
      return field.maxLength !== undefined && value.length > field.maxLength ? 'length' : null;
    case 'integer':
    case 'money':
    case 'datetime':
      return Number.isSafeInteger(value) ? null : field.type;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : field.type;
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? null : field.type;
    case 'boolean':
      return typeof value === 'boolean' ? null : field.type;
    case 'ref':
      return isUuid(value) ? null : field.type;
    case 'ip':
    case 'mac':
    case 'url':
    case 'email':
      return typeof value === 'string' ? null : field.type;
    case 'list':
    case 'choices':
      return Array.isArray(value) ? null : field.type;
    case 'json':
      return typeof value === 'object' ? null : field.type;
  }
}

/** A sensitive value that was erased leaves its commitment. */
function isErased(value: Value): boolean {
  return typeof value === 'object' && value !== null && '$commitment' in value;
}

function invalid(field: string, value: Value, expected: string): WireError {
  const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return { code: 'VALUE_INVALID', params: { field, value: shown.slice(0, 100), expected } };
}
