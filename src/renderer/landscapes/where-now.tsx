import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { orpc } from '../app/client.ts';
import { useT } from '../i18n/index.ts';
import { kindPages } from '../places/kinds.ts';

const placeKinds = ['dcim.site', 'Location'];
const machineKinds = ['networkequipment', 'computer', 'printer', 'phone', 'ApplicationSolution'];
const mostLinks = 8;

/** Where to look at what came in: sites and machines in the explorer, and the racks. */
export function WhereNow({ plan }: { plan: string }) {
  const t = useT('landscapes');
  const { data } = useQuery(
    orpc.landscapes.objects.queryOptions({ input: { plan, offset: 0, limit: 5000 } }),
  );
  if (!data) return null;
  const made = data.rows.filter(({ record, key }) => record !== null && key !== null);
  const sites = made.filter(({ kind }) => placeKinds.includes(kind)).slice(0, mostLinks);
  const machines = made.filter(({ kind }) => machineKinds.includes(kind)).slice(0, mostLinks);
  const racks = made.some(({ kind }) => kind === 'dcim.rack' || kind === 'Rack');
  const within = kindPages.location.assets[0]?.filter;
  return (
    <nav className="landscape-where" aria-label={t('showIn')}>
      <span>{t('showIn')}</span>
      {sites.map(({ record, name, id }) => (
        <Link
          key={`${id}${name}`}
          to={`/relations?filter=${encodeURIComponent(within?.(record ?? '') ?? '')}&name=${encodeURIComponent(name)}`}
        >
          {name}
        </Link>
      ))}
      {machines.map(({ record, name, id }) => (
        <Link key={`${id}${name}`} to={`/relations/${record}`}>
          {name}
        </Link>
      ))}
      {racks && <Link to="/racks">{t('racks')}</Link>}
    </nav>
  );
}
