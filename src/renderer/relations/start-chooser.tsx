import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { Link, useNavigate } from 'react-router';
import { orpc } from '../app/client.ts';
import { usePerson } from '../app/info.ts';
import { ExportButton } from '../export/export-button.tsx';
import { useT } from '../i18n/index.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { RefPicker } from '../ui/ref-picker.tsx';
import { useGraphViews } from './saved-views.ts';

/** What makes a relation, in the order in which it is read. */
const exported = ['source', 'type', 'target', 'sourcePort', 'targetPort', 'notes'];
const mostServices = 12;

/** Where a graph can start: an asset, a service, a place, a saved list, a saved graph. */
export function StartChooser() {
  const t = useT('relations');
  const navigate = useNavigate();
  const services = useQuery(
    orpc.records.page.queryOptions({
      input: { entity: 'asset', filter: 'class=service', offset: 0, limit: mostServices },
    }),
  );
  const views = useGraphViews();
  return (
    <div className="page">
      <PageHeader title={t('title')}>
        <ExportButton query={{ entity: 'relation' }} columns={exported} />
      </PageHeader>
      <div className="panel relations-choose">
        <div className="start-chooser">
          <h2>{t('chooseTitle')}</h2>
          <p>{t('chooseHint')}</p>
          <div className="start-way">
            <span>{t('startAsset')}</span>
            <RefPicker
              entity="asset"
              value={null}
              placeholder={t('choosePlaceholder')}
              ariaLabel={t('choosePlaceholder')}
              autoFocus
              onChange={(chosen) => chosen && void navigate(`/relations/${chosen}`)}
            />
          </div>
          <div className="start-way">
            <span>{t('startPlace')}</span>
            <RefPicker
              entity="location"
              value={null}
              placeholder={t('startPlaceHint')}
              ariaLabel={t('startPlace')}
              onChange={(chosen, label) =>
                chosen && void navigate(filterAddress(`location~${chosen}`, label ?? ''))
              }
            />
          </div>
          <div className="start-way">
            <span>{t('startList')}</span>
            <SavedLists />
          </div>
          {(services.data?.rows ?? []).length > 0 && (
            <section>
              <h3>{t('startService')}</h3>
              <ul className="start-links">
                {(services.data?.rows ?? []).map((row) => (
                  <li key={row.id}>
                    <Link to={`/relations/${row.id}`}>{String(row.values.name ?? row.values.tag ?? '')}</Link>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {views.length > 0 && (
            <section>
              <h3>{t('views')}</h3>
              <ul className="start-links">
                {views.map((view) => (
                  <li key={view.id}>
                    <Link to={`/relations?view=${view.id}`}>{view.name}</Link>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <p className="relations-hint">{t('startSelection')}</p>
        </div>
      </div>
    </div>
  );
}

function SavedLists() {
  const t = useT('relations');
  const navigate = useNavigate();
  const person = usePerson();
  const { data } = useQuery(
    orpc.records.page.queryOptions({
      input: { entity: 'savedView', filter: 'entity=asset', offset: 0, limit: 100 },
    }),
  );
  const lists = (data?.rows ?? []).filter(({ values }) => !values.owner || values.owner === person?.id);
  return (
    <Select
      className="wide"
      aria-label={t('startList')}
      placeholder={t('startListHint')}
      value={null}
      options={lists.map(({ id, values }) => ({ value: id, label: String(values.name ?? '') }))}
      notFoundContent={t('startListNone')}
      onChange={(id: string | null) => {
        const chosen = lists.find((each) => each.id === id);
        if (chosen)
          void navigate(filterAddress(String(chosen.values.filter ?? ''), String(chosen.values.name ?? '')));
      }}
    />
  );
}

/** The address of a graph that starts from what a filter of the asset list finds. */
export function filterAddress(filter: string, name: string): string {
  return `/relations?${new URLSearchParams({ filter, name })}`;
}
