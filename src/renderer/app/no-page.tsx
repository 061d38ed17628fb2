import { Link } from 'react-router';
import { useT } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';

export function NoPage() {
  const t = useT('frame');
  return (
    <Empty title={t('unknownPage')} hint={t('unknownPageHint')}>
      <Link to="/assets">{t('toAssets')}</Link>
    </Empty>
  );
}
