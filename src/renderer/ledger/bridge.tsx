import type { LedgerOutcome } from '../../contract/api/index.ts';
import { type LedgerBridgeKey, ledgerBridge } from '../../model/ledger.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';

/** From the register's total to the ledger's; lines that are zero say nothing and are left out. */
export function Bridge({ outcome, currency }: { outcome: LedgerOutcome; currency: string }) {
  const t = useT('ledger');
  const label = useLabel();
  const format = useFormat();
  const shown = outcome.bridge.filter(
    ({ key, quantity, cost }) => key === 'register' || key === 'ledger' || quantity !== 0 || cost !== 0,
  );
  return (
    <section className="panel ledger-bridge" aria-label={t('bridge')}>
      <h2>
        {t('bridge')} <small>{t('bridgeHint')}</small>
      </h2>
      <ol data-testid="bridge">
        {shown.map(({ key, quantity, cost }) => (
          <li key={key} className={key === 'register' || key === 'ledger' ? 'total' : ''} data-key={key}>
            <span>{label(ledgerBridge[key as LedgerBridgeKey])}</span>
            <b className="code">
              {key === 'ledger' ? '= ' : key === 'register' ? '' : cost < 0 ? '− ' : '+ '}
              {format.money(key === 'register' || key === 'ledger' ? cost : Math.abs(cost), currency)}
            </b>
            <small className="code">{t('things', { n: format.number(quantity / 1000) })}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}
