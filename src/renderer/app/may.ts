import { authorize } from '../../model/authorize.ts';
import { describeError } from '../../model/errors.ts';
import { isRole } from '../../model/roles.ts';
import type { EntityKey, Value } from '../../model/types.ts';
import { useLanguage } from '../i18n/index.ts';
import { useMoment } from '../time-travel/moment.ts';
import { inWords } from './errors.ts';
import { usePerson } from './info.ts';

type Operation = 'create' | 'update' | 'delete';

/**
 * Says why the acting person may not do something, or undefined when he may; the same rule as in the core, asked
 * beforehand, so that a button that can't be pressed says why.
 */
export function useWhyNot(): (
  entity: EntityKey,
  operation: Operation,
  record?: Readonly<Record<string, unknown>> | null,
) => string | undefined {
  const person = usePerson();
  const language = useLanguage();
  const moment = useMoment();
  return (entity, operation, record = null) => {
    if (moment) return describeError('PAST_READONLY', {}, language);
    if (!person || !isRole(person.role)) return undefined;
    const verdict = authorize({
      role: person.role,
      department: person.department,
      person: person.id,
      entity,
      operation,
      patch: operation === 'create' ? { department: person.department } : {},
      record: record as Readonly<Record<string, Value>> | null,
    });
    if (verdict.allowed) return undefined;
    return describeError(verdict.code, inWords({ role: person.role }, language), language);
  };
}
