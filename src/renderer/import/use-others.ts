import { entityOf, isEntityKey } from '../../model/entities/index.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';

/** Other kinds of records that an import makes on its way, in words; empty when there are none. */
export function useOthers(counts: Readonly<Record<string, number>>): string {
  const t = useT('import');
  const common = useT('common');
  const label = useLabel();
  const format = useFormat();
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([key, count]) => {
      const name = isEntityKey(key) ? label(count === 1 ? entityOf(key).label : entityOf(key).plural) : key;
      return t('countOf', { name, count: format.number(count) });
    })
    .join(common('listSeparator'));
}
