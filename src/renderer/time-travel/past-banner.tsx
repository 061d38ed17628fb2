import './time-travel.css';
import { LockOutlined } from '@ant-design/icons';
import { useIsFetching, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { minuteIn } from '../../model/days.ts';
import { orpc } from '../app/client.ts';
import { useInfo } from '../app/info.ts';
import { useT } from '../i18n/index.ts';
import { momentWords, type ShownMoment, showMoment, useMoment } from './moment.ts';

/** Says over every page that it shows the past, which can only be read. */
export function PastBanner() {
  const moment = useMoment();
  return <div role="status">{moment && <Banner moment={moment} />}</div>;
}

function Banner({ moment }: { moment: ShownMoment }) {
  const t = useT('past');
  const navigate = useNavigate();
  // The first look at a moment folds all that changed since; later ones are quick.
  const fetching = useIsFetching();
  const zone = useInfo().register.timeZone;
  const { data } = useQuery(orpc.compare.first.queryOptions());
  const before = data?.at !== undefined && data.at !== null && moment.at < data.at ? data.at : null;
  return (
    <div className="past-banner" data-testid="past-banner">
      <LockOutlined aria-hidden="true" />
      <span>
        {before === null
          ? t('banner', { moment: momentWords(moment) })
          : t('bannerBefore', { moment: momentWords(moment), first: minuteIn(zone, before) })}
      </span>
      {fetching > 0 && <span className="past-wait">{t('preparing')}</span>}
      <span className="grow" />
      <Button size="small" onClick={() => void navigate(`/compare?from=${moment.at}`)}>
        {t('compareWithNow')}
      </Button>
      <Button size="small" onClick={() => showMoment(null)} data-testid="past-return">
        {t('backToNow')}
      </Button>
    </div>
  );
}
