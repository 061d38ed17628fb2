import './definitions.css';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Navigate, NavLink, useParams } from 'react-router';
import { orpc } from '../app/client.ts';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { Classes } from './classes.tsx';
import { RelationTypes } from './relation-types.tsx';
import type { Usage } from './usage.ts';

/** What exists in this register: classes with their fields, and relation types; those made here beside those that ship. */
export default function DefinitionsPage() {
  const t = useT('definitions');
  const { tab, key } = useParams();
  const { data: listed, error } = useQuery(orpc.definitions.list.queryOptions());
  const { data: usage } = useQuery(orpc.definitions.usage.queryOptions());
  const counts: Usage = usage ?? { classes: {}, fields: {}, relationTypes: {} };
  const tabs = (
    <nav className="definitions-tabs" aria-label={t('title')}>
      <NavLink to="/definitions/classes">{t('classesTab')}</NavLink>
      <NavLink to="/definitions/relation-types">{t('typesTab')}</NavLink>
    </nav>
  );
  if (!tab) return <Navigate to="/definitions/classes" replace />;
  if (error && !listed) return <ErrorNote error={error} />;
  if (!listed) return <Skeleton active className="page" />;
  return tab === 'relation-types' ? (
    <RelationTypes types={listed.relationTypes} usage={counts} tabs={tabs} />
  ) : (
    <Classes classes={listed.classes} fields={listed.fields} usage={counts} chosen={key} tabs={tabs} />
  );
}
