import { Tag } from 'antd';
import { useT } from '../i18n/index.ts';
import { type ImportSession, sheetOf } from './session.ts';

/** The remembered profile that the sheet is read by. */
export function ProfileBar({ session }: { session: ImportSession }) {
  const t = useT('import');
  const profile = sheetOf(session)?.profile;
  return profile && <Tag>{t('byProfile', { name: profile.name })}</Tag>;
}
