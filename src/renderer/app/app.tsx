import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useSyncExternalStore } from 'react';
import { HashRouter } from 'react-router';
import { CatalogueProvider } from '../catalogue/catalogue.tsx';
import { preferredLanguage, setLanguage, useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { orpc } from './client.ts';
import { Frame } from './frame.tsx';
import { useConnection, useLiveRegister } from './live.ts';
import { Look } from './look.tsx';
import { usePrefs } from './prefs.ts';
import { queryClient } from './query-client.ts';
import type { ThemeName } from './theme.ts';

const StartPage = lazy(() => import('../start/page.tsx'));

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Preferences>
        <Suspense fallback={<div className="splash" />}>
          <Gate />
        </Suspense>
        <ConnectionNote />
      </Preferences>
    </QueryClientProvider>
  );
}

/** Puts language and theme in place before anything is drawn, so that nothing flashes. */
function Preferences({ children }: { children: ReactNode }) {
  const { prefs, ready } = usePrefs();
  const dark = useSystemDark();
  const theme: ThemeName = prefs.theme === 'dark' || (prefs.theme !== 'light' && dark) ? 'dark' : 'light';
  const language = prefs.language ?? preferredLanguage();
  useEffect(() => {
    setLanguage(language);
    window.holdfast?.setLanguage(language);
  }, [language]);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return <Look theme={theme}>{ready ? children : <ConnectionNote />}</Look>;
}

const darkQuery = '(prefers-color-scheme: dark)';

function useSystemDark(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(darkQuery);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => window.matchMedia(darkQuery).matches,
  );
}

/** A register that nobody has started yet shows the first page; all others the frame. */
function Gate() {
  useLiveRegister();
  const { data, error } = useQuery(orpc.app.info.queryOptions());
  if (error && !data)
    return (
      <div className="splash">
        <ErrorNote error={error} />
      </div>
    );
  if (!data) return <div className="splash" />;
  if (!data.started || !data.person) return <StartPage />;
  return (
    <HashRouter>
      <CatalogueProvider>
        <Frame />
      </CatalogueProvider>
    </HashRouter>
  );
}

function ConnectionNote() {
  const t = useT('common');
  const connection = useConnection();
  return (
    <div role="status" aria-live="polite">
      {connection === 'lost' && <div className="frame-lost">{t('connectionLost')}</div>}
    </div>
  );
}
