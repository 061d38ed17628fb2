import '../ui/work.css';
import './impact.css';
import { useMemo } from 'react';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { useT } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RefPicker } from '../ui/ref-picker.tsx';
import { AffectedPage } from './affected-page.tsx';
import { UpstreamPage } from './upstream-page.tsx';

/** Most assets that one question takes; see impact.analyse. */
const mostStarts = 5000;
/** More ids than this go by the navigation's state, not in the address. */
const mostInAddress = 20;

/** Impact of one asset or many, or what one hangs on. */
export default function ImpactPage() {
  const t = useT('impact');
  const { id } = useParams();
  const navigate = useNavigate();
  const { state } = useLocation();
  const [search] = useSearchParams();
  const asked = search.get('assets') ?? '';
  const chosen = (state as { assets?: unknown } | null)?.assets;
  const starts = useMemo(() => {
    if (id) return [id];
    if (asked) return asked.split(',');
    const ids = Array.isArray(chosen) ? chosen.filter((each) => typeof each === 'string') : [];
    return ids.slice(0, mostStarts);
  }, [id, asked, chosen]);
  const mode = search.get('mode') === 'upstream' ? 'upstream' : 'affected';
  const go = (ids: readonly string[], next: string = mode): void => {
    const query = new URLSearchParams();
    if (ids.length > 0 && ids.length <= mostInAddress) query.set('assets', ids.join());
    if (next === 'upstream') query.set('mode', next);
    void navigate(`/impact?${query}`, { state: ids.length > mostInAddress ? { assets: ids } : null });
  };
  if (starts.length === 0)
    return (
      <div className="work-page">
        <PageHeader title={t('title')} />
        <div className="panel impact-choose">
          <Empty title={t('chooseTitle')} hint={t('chooseHint')}>
            <RefPicker
              entity="asset"
              className="impact-picker"
              ariaLabel={t('choose')}
              placeholder={t('choose')}
              value={null}
              onChange={(next) => next && go([next])}
            />
          </Empty>
        </div>
      </div>
    );
  const shared = {
    starts,
    onStarts: (ids: readonly string[]) => go(ids),
    onMode: (m: string) => go(starts, m),
  };
  return mode === 'upstream' ? <UpstreamPage {...shared} /> : <AffectedPage {...shared} />;
}
