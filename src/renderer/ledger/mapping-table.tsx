import { Select } from 'antd';
import type { LedgerSheetInfo } from '../../contract/api/index.ts';
import { ledgerTargetKeys, ledgerTargets } from '../../model/ledger.ts';
import { useLanguage, useT } from '../i18n/index.ts';

interface MappingTableProps {
  readonly sheet: LedgerSheetInfo;
  readonly mapping: Readonly<Record<string, string>>;
  readonly onMatch: (index: number, target: string | null) => void;
}

/** Which column of the list means what. */
export function MappingTable({ sheet, mapping, onMatch }: MappingTableProps) {
  const t = useT('ledger');
  const language = useLanguage();
  const taken = new Set(Object.values(mapping));
  return (
    <table className="ledger-table">
      <caption className="visually-hidden">{t('mapping')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('column')}</th>
          <th scope="col">{t('samples')}</th>
          <th scope="col" className="ledger-meaning">
            {t('meaning')}
          </th>
        </tr>
      </thead>
      <tbody>
        {sheet.columns.map(({ index, letter, header, samples }) => {
          const name = header || t('noHeader', { letter });
          const target = mapping[String(index)] ?? null;
          return (
            <tr key={index} className={target === null ? 'ledger-unused' : ''}>
              <th scope="row">{name}</th>
              <td className="ledger-samples" title={samples.join('\n')}>
                {samples.join('　')}
              </td>
              <td>
                <Select
                  className="wide"
                  aria-label={t('meaningOf', { column: name })}
                  value={target}
                  placeholder={t('unused')}
                  allowClear
                  showSearch={{ optionFilterProp: 'label' }}
                  listHeight={320}
                  options={ledgerTargetKeys.map((key) => ({
                    value: key as string,
                    label: ledgerTargets[key].label[language],
                    disabled: key !== target && taken.has(key),
                  }))}
                  onChange={(chosen: string | undefined) => onMatch(index, chosen ?? null)}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
