import type { LandscapeAccount } from '../../contract/api/index.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { landscapeOutcomes } from './outcomes.tsx';

interface KindsProps {
  readonly account: LandscapeAccount;
  readonly picked: string | null;
  readonly onPick: (kind: string | null) => void;
}

/** The account by kind of object, as the source names it. Pressing a kind shows only its objects. */
export function Kinds({ account, picked, onPick }: KindsProps) {
  const t = useT('landscapes');
  const format = useFormat();
  const kinds = Object.entries(account.kinds);
  return (
    <section className="panel landscape-kinds" aria-label={t('byKind')}>
      <table>
        <caption className="visually-hidden">{t('byKind')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('kind')}</th>
            {landscapeOutcomes.map((one) => (
              <th key={one} scope="col">
                {t(`${one}Short`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map(([kind, tally]) => (
            <tr key={kind} className={picked === kind ? 'picked' : ''}>
              <th scope="row">
                <button
                  type="button"
                  className="link-button code"
                  aria-pressed={picked === kind}
                  onClick={() => onPick(picked === kind ? null : kind)}
                >
                  {kind}
                </button>
              </th>
              {landscapeOutcomes.map((one) => (
                <td key={one} className={tally[one] === 0 ? 'none' : ''}>
                  {format.number(tally[one])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
