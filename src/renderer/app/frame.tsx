import './frame.css';
import { Suspense, useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useT } from '../i18n/index.ts';
import { useWindowDrop } from '../import/use-window-drop.ts';
import { useMoment } from '../time-travel/moment.ts';
import { PastBanner } from '../time-travel/past-banner.tsx';
import { PageBoundary } from './boundary.tsx';
import { Head } from './head.tsx';
import { Pages } from './pages.tsx';
import { Side } from './side.tsx';

/** Counting is done standing, with a scanner in the hand: it has the whole screen to itself. */
const wholeScreen = /^\/stocktakes\/[^/]+\/count$/;

export function Frame() {
  const t = useT('frame');
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const moment = useMoment();
  useMenuCommands();
  useWindowDrop();
  const page = (
    // Another moment is another register: nothing that a page holds of the one is true of the other.
    <PageBoundary key={`${pathname.split('/')[1]} ${moment?.at ?? ''}`} title={t('pageBroken')}>
      <Suspense fallback={null}>
        <Pages />
      </Suspense>
    </PageBoundary>
  );
  if (wholeScreen.test(pathname)) return page;
  return (
    <div className={moment ? 'frame in-past' : 'frame'}>
      <button type="button" className="frame-skip" onClick={() => main.current?.focus()}>
        {t('skip')}
      </button>
      <Side />
      <Head />
      <div className="frame-past">
        <PastBanner />
      </div>
      <main id="main" className="frame-main" ref={main} tabIndex={-1}>
        {page}
      </main>
    </div>
  );
}

/** What is chosen in the desktop window's native menu. */
function useMenuCommands(): void {
  const navigate = useNavigate();
  useEffect(
    () =>
      window.holdfast?.onCommand((command) => {
        if (command === 'import') void navigate('/import');
        if (command === 'export') void navigate('/assets?export=1');
        if (command === 'settings' || command === 'about') void navigate('/settings');
        if (command === 'undo') void navigate('/changes');
        if (command === 'find') window.dispatchEvent(new CustomEvent('holdfast:find'));
      }),
    [navigate],
  );
}
