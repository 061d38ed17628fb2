import './racks.css';
import { PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link, NavLink, useParams } from 'react-router';
import { orpc } from '../app/client.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { useDebounced } from '../ui/use-debounced.ts';
import { RackElevations } from './elevations.tsx';

/** Racks of the register; one of them in elevation. */
export default function RacksPage() {
  const t = useT('racks');
  const { id } = useParams();
  const { data } = useQuery({
    ...orpc.racks.get.queryOptions({ input: { id: id ?? '' } }),
    enabled: id !== undefined,
  });
  return (
    <div className="page racks-page">
      <PageHeader title={data ? t('titleOne', { name: data.name }) : t('title')} sub={data?.path}>
        {data && (
          <>
            <Link to={`/locations/${data.id}`}>{t('toLocation')}</Link>
            <Button icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
              {t('print')}
            </Button>
          </>
        )}
      </PageHeader>
      <div className="racks-columns">
        <RackList openId={id} />
        {id ? <OneRack key={id} id={id} /> : <Empty title={t('choose')} hint={t('chooseHint')} />}
      </div>
    </div>
  );
}

function OneRack({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(orpc.racks.get.queryOptions({ input: { id } }));
  if (error && !data) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data ? <RackElevations rack={data} /> : null;
}

function RackList({ openId }: { openId: string | undefined }) {
  const t = useT('racks');
  const format = useFormat();
  const [text, setText] = useState('');
  const search = useDebounced(text, 200);
  const { data } = useQuery(orpc.racks.list.queryOptions({ input: { search } }));
  return (
    <nav className="panel racks-list" aria-label={t('list')}>
      <Input.Search
        size="small"
        allowClear
        value={text}
        placeholder={t('find')}
        aria-label={t('find')}
        onChange={(event) => setText(event.target.value)}
      />
      <ul>
        {data?.racks.map((rack) => (
          <li key={rack.id}>
            <NavLink
              to={`/racks/${rack.id}`}
              aria-current={rack.id === openId ? 'page' : undefined}
              title={rack.path}
            >
              <b>{rack.name}</b>
              <small>{above(rack.path, rack.name)}</small>
              <span className="code">
                {t('fill', { things: rack.mounted + rack.loose, units: rack.units })}
              </span>
            </NavLink>
          </li>
        ))}
      </ul>
      {data && data.racks.length === 0 && <p className="racks-none">{t('none')}</p>}
      {data && data.total > data.racks.length && (
        <p className="racks-none">{t('more', { total: format.number(data.total) })}</p>
      )}
    </nav>
  );
}

/** The path without the rack itself. */
function above(path: string, name: string): string {
  return path.endsWith(name) ? path.slice(0, -name.length).replace(/[\s/›]+$/, '') : path;
}
