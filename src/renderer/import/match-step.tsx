import { useT } from '../i18n/index.ts';
import { HeaderChooser } from './header-chooser.tsx';
import { lookAt } from './import-store.ts';
import { MatchTable } from './match-table.tsx';
import { ProfileBar } from './profile-bar.tsx';
import { ReadingBar } from './reading-bar.tsx';
import { RoundTrip } from './round-trip.tsx';
import { type ImportSession, matchFault, sheetOf } from './session.ts';
import { SettingsForm } from './settings-form.tsx';
import { SheetList } from './sheet-list.tsx';

/** The second step: which sheets are taken, and what each of their columns becomes. */
export function MatchStep({ session }: { session: ImportSession }) {
  const t = useT('import');
  const busy = session.work !== null;
  const sheet = sheetOf(session);
  const plan = session.plans[session.sheet];
  if (!sheet || !plan) return null;
  return (
    <div className="import-columns import-match">
      <aside className="panel import-side" aria-label={t('settings')}>
        <h2>{t('sheets')}</h2>
        <SheetList session={session} disabled={busy} />
        <h2>{t('settings')}</h2>
        <SettingsForm sheet={sheet} plan={plan} disabled={busy} />
        <p className="import-note">{t('undoNote')}</p>
      </aside>
      <section className="panel import-main" aria-label={sheet.name}>
        <RoundTrip trip={sheet.roundTrip} />
        <ReadingBar session={session} sheet={sheet} plan={plan} disabled={busy} />
        <Status session={session} />
        <HeaderChooser key={`${sheet.name} ${sheet.headerRow}`} sheet={sheet} disabled={busy} />
        <div className="import-scroll">
          <MatchTable key={sheet.name} sheet={sheet} plan={plan} disabled={busy} />
        </div>
      </section>
    </div>
  );
}

/** Whether the matching can be checked, else what is missing and where. */
function Status({ session }: { session: ImportSession }) {
  const t = useT('import');
  const found = matchFault(session);
  const plan = session.plans[session.sheet];
  const sheet = sheetOf(session);
  const count = Object.keys(plan?.mapping ?? {}).length;
  const rest = (sheet?.columns ?? []).filter(
    (column) => column.source === 'cell' && plan?.mapping[String(column.index)] === undefined,
  ).length;
  const elsewhere = found !== null && found.sheet !== '' && found.sheet !== session.sheet;
  return (
    <div className="import-bar">
      <span role="status">
        {found ? (
          <span className="import-fault">
            {elsewhere ? t('faultElsewhere', { sheet: found.sheet }) : t(`fault_${found.fault}`)}{' '}
            {elsewhere && (
              <button type="button" className="import-link" onClick={() => lookAt(found.sheet)}>
                {t('faultGo')}
              </button>
            )}
          </span>
        ) : (
          t('matched', { count, rest })
        )}
      </span>
      {!found && plan?.entity === 'asset' && !Object.values(plan.mapping).includes('tag') && (
        <span className="import-hint">{t('noTagNote')}</span>
      )}
      <ProfileBar session={session} />
    </div>
  );
}
