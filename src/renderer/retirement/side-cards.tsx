import { CheckCircleFilled, WarningFilled } from '@ant-design/icons';
import { Link } from 'react-router';
import type { RetirementInfo } from '../../contract/api/index.ts';
import { disposals, retirementReasons } from '../../model/choices.ts';
import type { Choice } from '../../model/types.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { Evidence } from '../impact/evidence.tsx';
import { Code } from '../ui/code.tsx';

/** What one wants to know beside the media: the request, who depends on it, what it cost, who decided. */
export function SideCards({ info }: { info: RetirementInfo }) {
  return (
    <aside className="retire-side">
      <Dependents info={info} />
      <Evidence retirement={info.id} assets={info.assets.map(({ id }) => id)} />
      <Request info={info} />
      <Value info={info} />
      <Chain info={info} />
    </aside>
  );
}

function Dependents({ info }: { info: RetirementInfo }) {
  const t = useT('retirement');
  const label = useLabel();
  const catalogue = useCatalogue();
  const own = new Set(info.assets.map((asset) => asset.id));
  const held = info.assets
    .map((asset) => ({ asset, others: asset.dependents.filter((each) => !own.has(each.id)) }))
    .filter(({ others }) => others.length > 0);
  const word = (type: string): string => {
    const def = catalogue.relationType(type);
    return def ? label(def.label) : type;
  };
  return (
    <section className="panel panel-body">
      <h2>{t('dependentsTitle')}</h2>
      {held.length === 0 && (
        <p className="sign">
          <CheckCircleFilled className="tone-ok" aria-hidden="true" />
          {t('dependentsNone')}
        </p>
      )}
      {held.map(({ asset, others }) => (
        <div key={asset.id}>
          <p className="sign">
            <WarningFilled className="tone-warning" aria-hidden="true" />
            {t('dependentsOf', { tag: asset.tag, name: asset.name })}
          </p>
          <ul className="dependents">
            {others.map((other) => (
              <li key={other.id}>
                <Link to={`/assets/${other.id}`}>
                  <Code>{other.tag}</Code> {other.name}
                </Link>
                <small>{word(other.type)}</small>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Request({ info }: { info: RetirementInfo }) {
  const t = useT('retirement');
  const label = useLabel();
  const { values } = info;
  const reasons: Readonly<Record<string, Choice>> = retirementReasons;
  const ways: Readonly<Record<string, Choice>> = disposals;
  const reason = reasons[String(values.reason)];
  const way = ways[String(values.disposal)];
  return (
    <section className="panel panel-body">
      <h2>{t('reasonTitle')}</h2>
      <p>{reason ? label(reason.label) : '—'}</p>
      {values.explanation && <p className="retire-text">{String(values.explanation)}</p>}
      {way && (
        <p>{t('disposalTo', { disposal: label(way.label), recipient: String(values.recipient || '—') })}</p>
      )}
    </section>
  );
}

/** Cost by currency: sums of different currencies mean nothing. */
function Value({ info }: { info: RetirementInfo }) {
  const t = useT('retirement');
  const format = useFormat();
  const sums = new Map<string, number>();
  let unknown = 0;
  for (const { cost, currency } of info.assets) {
    if (cost === null) unknown++;
    else sums.set(currency ?? 'CNY', (sums.get(currency ?? 'CNY') ?? 0) + cost);
  }
  return (
    <section className="panel panel-body">
      <h2>{t('valueTitle')}</h2>
      <dl className="facts">
        {[...sums].map(([currency, sum]) => (
          <div key={currency}>
            <dt>{t('valueCost')}</dt>
            <dd>
              <Code>{format.money(sum, currency)}</Code>
            </dd>
          </div>
        ))}
      </dl>
      {unknown > 0 && <p className="form-hint">{t('valueUnknown', { count: unknown })}</p>}
    </section>
  );
}

function Chain({ info }: { info: RetirementInfo }) {
  const t = useT('retirement');
  const format = useFormat();
  const { values, labels } = info;
  const name = (key: string): string => labels[key] ?? '—';
  const time = (key: string) => {
    const at = values[key];
    return typeof at === 'number' ? <Code>{format.dateTime(at)}</Code> : null;
  };
  const { state } = values;
  const approved = state === 'approved' || state === 'disposed';
  return (
    <section className="panel panel-body">
      <h2>{t('chainTitle')}</h2>
      <ol className="chain">
        <li>
          {t('chainRequested', { name: name('requester') })} {time('requestedAt')}
        </li>
        {state === 'requested' && <li className="chain-ahead">{t('chainWaiting')}</li>}
        {(approved || state === 'rejected') && (
          <li>
            {approved
              ? t('chainApproved', { name: name('approver') })
              : t('chainRejected', { name: name('approver') })}{' '}
            {time('decidedAt')}
            {values.decisionNote && <p className="retire-text">{String(values.decisionNote)}</p>}
            {values.approvalNo && <p>{t('approvalNo', { number: String(values.approvalNo) })}</p>}
          </li>
        )}
        {state === 'withdrawn' && <li>{t('chainWithdrawn')}</li>}
        {state === 'disposed' && (
          <li>
            {t('chainDisposed', { name: name('disposedBy') })} {time('disposedAt')}
          </li>
        )}
      </ol>
    </section>
  );
}
