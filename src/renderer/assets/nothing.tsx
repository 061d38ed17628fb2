import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { useInfo } from '../app/info.ts';
import { useT } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';

/** A new register: what it is for, and the ways to begin. */
export function EmptyRegister() {
  const t = useT('assets');
  const navigate = useNavigate();
  const { sync } = useInfo();
  return (
    <Empty title={t('emptyTitle')} hint={t('emptyHint')}>
      <Button type="primary" onClick={() => void navigate('/import')}>
        {t('emptyImport')}
      </Button>
      {sync.state === 'none' && <Button onClick={() => void navigate('/sync')}>{t('emptyConnect')}</Button>}
      <p className="sample-hint">{t('emptySample')}</p>
    </Empty>
  );
}

export function NoMatch({ onClear }: { onClear: () => void }) {
  const t = useT('assets');
  return (
    <Empty title={t('noMatch')} hint={t('noMatchHint')}>
      <Button onClick={onClear}>{t('clearFilter')}</Button>
    </Empty>
  );
}
