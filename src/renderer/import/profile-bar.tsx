import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown, Tag } from 'antd';
import { orpc } from '../app/client.ts';
import { useT } from '../i18n/index.ts';
import { takeProfile } from './import-store.ts';
import { SaveProfile } from './save-profile.tsx';
import { type ImportSession, sheetOf } from './session.ts';
import { profileFits } from './sheet-plan.ts';

/** The remembered profile that the sheet is read by, others to read it by, and remembering this one. */
export function ProfileBar({ session }: { session: ImportSession }) {
  const t = useT('import');
  const { data: profiles = [] } = useQuery(orpc.exchange.profiles.queryOptions());
  const sheet = sheetOf(session);
  const plan = session.plans[session.sheet];
  if (!sheet || !plan) return null;
  const busy = session.work !== null;
  const nothing = Object.keys(plan.mapping).length === 0;
  const fitting = profiles
    .filter((profile) => profile.entity === plan.entity)
    .map((profile) => ({ profile, fits: profileFits(sheet, profile) }))
    .filter(
      ({ profile, fits }) => fits > 0 && 2 * fits >= Math.min(profile.headers.length, sheet.columns.length),
    )
    .toSorted((a, b) => b.fits - a.fits);
  return (
    <span className="import-profile">
      {sheet.profile && <Tag color="processing">{t('byProfile', { name: sheet.profile.name })}</Tag>}
      {fitting.length > 0 && (
        <Dropdown
          trigger={['click']}
          disabled={busy}
          menu={{
            items: fitting.map(({ profile, fits }) => ({
              key: profile.id,
              label: t('profileFits', { name: profile.name, count: fits }),
              onClick: () => takeProfile(profile),
            })),
          }}
        >
          <Button size="small" type="text">
            {t('takeProfile')}
          </Button>
        </Dropdown>
      )}
      <SaveProfile session={session} sheets={[session.sheet]} type="text" disabled={busy || nothing} />
    </span>
  );
}
