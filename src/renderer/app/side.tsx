import {
  AccountBookOutlined,
  ApartmentOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BellOutlined,
  DatabaseOutlined,
  DeleteOutlined,
  DiffOutlined,
  EnvironmentOutlined,
  FlagOutlined,
  HddOutlined,
  HistoryOutlined,
  ImportOutlined,
  SafetyCertificateOutlined,
  ScanOutlined,
  SyncOutlined,
  TeamOutlined,
  ThunderboltOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { orpc } from './client.ts';
import { PersonButton } from './person.tsx';
import { SyncState } from './sync-state.tsx';

/** Navigation, and below it what must always be in sight: sync state and who acts. */
export function Side() {
  const t = useT('frame');
  const past = useT('past');
  const { data: counts } = useQuery(orpc.app.counts.queryOptions());
  return (
    <aside className="frame-side">
      <Link to="/assets" className="frame-brand">
        <Anchor />
        <span>Holdfast</span>
      </Link>
      <nav className="frame-nav" aria-label={t('navigation')}>
        <h2>{t('register')}</h2>
        <Item to="/assets" icon={<DatabaseOutlined />} name={t('assets')} count={counts?.assets} />
        <Item to="/locations" icon={<EnvironmentOutlined />} name={t('locations')} />
        <Item to="/people" icon={<TeamOutlined />} name={t('basics')} />
        <Item to="/ledger" icon={<AccountBookOutlined />} name={t('ledger')} />
        <h2>{t('configuration')}</h2>
        <Item to="/relations" icon={<ApartmentOutlined />} name={t('relations')} />
        <Item to="/impact" icon={<ThunderboltOutlined />} name={t('impact')} />
        <Item to="/racks" icon={<HddOutlined />} name={t('racks')} />
        <Item to="/baselines" icon={<FlagOutlined />} name={past('baselines')} />
        <Item to="/audits" icon={<AuditOutlined />} name={past('audits')} />
        <Item to="/definitions" icon={<AppstoreOutlined />} name={t('definitions')} />
        <h2>{t('work')}</h2>
        <Item
          to="/stocktakes"
          icon={<ScanOutlined />}
          name={t('stocktakes')}
          count={counts?.openStocktakes}
        />
        <Item to="/import" icon={<ImportOutlined />} name={t('import')} />
        <Item
          to="/retirements"
          icon={<DeleteOutlined />}
          name={t('retirements')}
          count={counts?.openRetirements}
        />
        <h2>{t('audit')}</h2>
        <Item
          to="/attention"
          icon={<BellOutlined />}
          name={t('attention')}
          count={counts?.attention}
          urgent
        />
        <Item to="/quality" icon={<SafetyCertificateOutlined />} name={t('quality')} />
        <Item to="/compare" icon={<DiffOutlined />} name={past('compare')} />
        <Item to="/changes" icon={<HistoryOutlined />} name={t('changes')} />
        <Item to="/sync" icon={<SyncOutlined />} name={t('sync')} />
      </nav>
      <div className="frame-state">
        <SyncState />
        <PersonButton />
      </div>
    </aside>
  );
}

interface ItemProps {
  readonly to: string;
  readonly icon: ReactNode;
  readonly name: string;
  readonly count?: number | undefined;
  readonly urgent?: boolean;
}

function Item({ to, icon, name, count, urgent }: ItemProps) {
  const format = useFormat();
  const shown = count ? format.number(count) : '';
  return (
    <NavLink to={to}>
      <span aria-hidden="true">{icon}</span>
      <span>{name}</span>
      {shown && <span className={urgent ? 'count urgent' : 'count'}>{shown}</span>}
    </NavLink>
  );
}

function Anchor() {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.6"
      aria-hidden="true"
    >
      <circle cx="16" cy="7" r="3" />
      <path
        strokeLinecap="round"
        strokeLinejoin="round"
        d="M16 10v18M10 15h12M5 19c0 6 5 9 11 9s11-3 11-9M5 19l-2 3M5 19l3 2.4M27 19l2 3M27 19l-3 2.4"
      />
    </svg>
  );
}
