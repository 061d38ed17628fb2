import './places.css';
import { PlusOutlined } from '@ant-design/icons';
import { Button, Drawer, Input, Select } from 'antd';
import { useState } from 'react';
import { NavLink, useNavigate, useParams } from 'react-router';
import { entityOf } from '../../model/entities/index.ts';
import { api } from '../app/client.ts';
import { useWhyNot } from '../app/may.ts';
import { ExportButton } from '../export/export-button.tsx';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RecordForm } from '../ui/record-form.tsx';
import { useDebounced } from '../ui/use-debounced.ts';
import { PlaceCard } from './card.tsx';
import { basicKinds, kindPages, type PlaceKind } from './kinds.ts';
import { PlaceList } from './list.tsx';
import { PlaceTree } from './tree.tsx';
import { type Until, untilChoices, untilFilter } from './until.ts';

/** Locations, and the basic data: people, departments, organisations, models, contracts, licences. List or tree, and the chosen one beside it. */
export default function PlacesPage({ kind }: { kind: PlaceKind }) {
  return <Places key={kind} kind={kind} />;
}

function Places({ kind }: { kind: PlaceKind }) {
  const t = useT('places');
  const label = useLabel();
  const language = useLanguage();
  const navigate = useNavigate();
  const { id } = useParams();
  const done = useDoneMessage();
  const noCreate = useWhyNot()(kind, 'create');
  const [text, setText] = useState('');
  const [until, setUntil] = useState<Until>('all');
  const [creating, setCreating] = useState<{ parent: string | null; label: string } | null>(null);
  const search = useDebounced(text.trim(), 150);
  const page = kindPages[kind];
  const entity = entityOf(kind);
  const what = language === 'en' ? label(entity.label).toLowerCase() : label(entity.label);
  const name = t(page.title as 'people');
  const basic = basicKinds.includes(kind);
  const today = new Intl.DateTimeFormat('sv-SE').format();
  const filter = page.until ? untilFilter(until, page.until, today) : '';
  const open = (next: string | null): void =>
    void navigate(next === null ? page.path : `${page.path}/${next}`);
  const tree = entity.parent !== undefined && [...search].length < 2;
  const empty = (
    <Empty
      title={t('emptyTitle', { what: language === 'en' ? name.toLowerCase() : name })}
      hint={t('emptyHint')}
    >
      <Button disabled={noCreate !== undefined} onClick={() => setCreating({ parent: null, label: '' })}>
        {t('add', { what })}
      </Button>
    </Empty>
  );
  return (
    <div className="places">
      <PageHeader title={basic ? t('title') : name}>
        <ExportButton
          query={{
            entity: kind,
            ...([...search].length >= 2 ? { search } : {}),
            ...(filter === '' ? {} : { filter }),
          }}
          columns={page.columns}
        />
        <Button
          type="primary"
          icon={<PlusOutlined aria-hidden="true" />}
          disabled={noCreate !== undefined}
          title={noCreate}
          onClick={() => setCreating({ parent: null, label: '' })}
        >
          {t('add', { what })}
        </Button>
      </PageHeader>
      <div className="places-tabs">
        {basic && (
          <nav aria-label={t('title')}>
            {basicKinds.map((each) => (
              <NavLink key={each} to={kindPages[each].path}>
                {t(kindPages[each].title as 'people')}
              </NavLink>
            ))}
          </nav>
        )}
        {page.until && (
          <Select<Until>
            className="places-until"
            value={until}
            aria-label={t('until')}
            options={untilChoices.map((value) => ({ value, label: t(`until_${value}`) }))}
            onChange={setUntil}
          />
        )}
        <Input
          className="places-find"
          allowClear
          value={text}
          placeholder={t('find')}
          aria-label={t('findLabel', { what: name })}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div className="places-split">
        <div className="places-list">
          {tree ? (
            <PlaceTree
              kind={kind}
              openId={id}
              onOpen={open}
              label={t('list', { what: name })}
              empty={empty}
            />
          ) : (
            <PlaceList
              kind={kind}
              search={search}
              filter={filter}
              openId={id}
              onOpen={open}
              label={t('list', { what: name })}
              empty={search || filter ? undefined : empty}
            />
          )}
        </div>
        <section className="panel places-card" aria-label={t('overview')}>
          {id ? (
            <PlaceCard
              key={id}
              kind={kind}
              id={id}
              onGone={() => open(null)}
              onAddBelow={(parent, word) => setCreating({ parent, label: word })}
            />
          ) : (
            <Empty title={t('choose')} hint={t('chooseHint')} />
          )}
        </section>
      </div>
      {creating && (
        <Drawer open size={480} title={t('add', { what })} onClose={() => setCreating(null)}>
          <RecordForm
            entity={kind}
            record={null}
            initial={creating.parent && entity.parent ? { [entity.parent]: creating.parent } : {}}
            initialLabels={entity.parent ? { [entity.parent]: creating.label } : {}}
            onCancel={() => setCreating(null)}
            onSaved={(created, batch) => {
              setCreating(null);
              open(created);
              void api.records.get({ entity: kind, id: created }).then((record) => {
                done(t('created', { name: String(record.values.name ?? what) }), batch);
              });
            }}
          />
        </Drawer>
      )}
    </div>
  );
}
