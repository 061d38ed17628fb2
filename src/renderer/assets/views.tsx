import { DeleteOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Dropdown, Input, Popover } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { api, orpc } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { usePerson } from '../app/info.ts';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useT } from '../i18n/index.ts';
import { type ListState, readSort, writeSort } from './list-state.ts';
import { useMedia, wideQuery } from './use-media.ts';

interface View {
  readonly key: string;
  readonly name: string;
  readonly filter: string;
  readonly sort: string;
  readonly columns: readonly string[] | null;
  /** Made by a person, so it can be deleted. */
  readonly own: boolean;
}

/** Views that stand in the row, by the width of the window; the others are behind one button. */
const mostInRow = { wide: 4, narrow: 3 };

interface ViewsProps {
  readonly state: ListState;
  readonly columns: readonly string[];
  readonly onChoose: (state: Partial<ListState>, columns: readonly string[] | null) => void;
}

/** Saved views as a row of words, the ones everybody has first. */
export function Views({ state, columns, onChoose }: ViewsProps) {
  const t = useT('assets');
  const views = useViews();
  const current = views.find((view) => view.filter === state.filter);
  const unsaved = current === undefined && state.filter !== '';
  const most = useMedia(wideQuery) ? mostInRow.wide : mostInRow.narrow;
  // The row keeps to so many words; the one in use is always among them.
  const inRow = views.filter((view, i) => i < most || view === current);
  const more = views.filter((view) => !inRow.includes(view));
  const choose = (view: View): void =>
    onChoose({ filter: view.filter, ...(view.sort ? { sort: readSort(view.sort) } : {}) }, view.columns);
  return (
    <nav className="views" aria-label={t('views')}>
      {inRow.map((view) => (
        <span key={view.key} className={view === current ? 'view current' : 'view'}>
          <button type="button" aria-pressed={view === current} onClick={() => choose(view)}>
            {view.name}
          </button>
          {view.own && view === current && <DeleteView view={view} />}
        </span>
      ))}
      {more.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: more.map((view) => ({ key: view.key, label: view.name })),
            onClick: ({ key }) => {
              const view = more.find((each) => each.key === key);
              if (view) choose(view);
            },
          }}
        >
          <Button type="text" size="small">
            {t('viewsMore', { count: more.length })}
          </Button>
        </Dropdown>
      )}
      {unsaved && <SaveView state={state} columns={columns} />}
    </nav>
  );
}

function useViews(): readonly View[] {
  const t = useT('assets');
  const person = usePerson();
  const { data } = useQuery(
    orpc.records.page.queryOptions({
      input: { entity: 'savedView', filter: 'entity=asset', offset: 0, limit: 100 },
    }),
  );
  const day = (days: number): string => dayjs().add(days, 'day').format('YYYY-MM-DD');
  const fixed = (key: string, name: string, filter: string): View => ({
    key,
    name,
    filter,
    sort: '',
    columns: null,
    own: false,
  });
  const own = (data?.rows ?? [])
    .filter(
      (row) => row.values.owner === null || row.values.owner === undefined || row.values.owner === person?.id,
    )
    .map((row): View => {
      const { name, filter, sort, columns } = row.values;
      return {
        key: row.id,
        name: String(name ?? ''),
        filter: typeof filter === 'string' ? filter : '',
        sort: typeof sort === 'string' ? sort : '',
        columns: Array.isArray(columns) ? columns : null,
        own: true,
      };
    });
  // A saved view of the same name takes the place of the one that everybody has.
  const taken = new Set(own.map((view) => bare(view.name)));
  const common = [
    fixed('all', t('viewAll'), ''),
    ...(person ? [fixed('mine', t('viewMine'), `custodian=${person.id}`)] : []),
    fixed('warranty', t('viewWarranty'), `warrantyEnd>=${day(0)} warrantyEnd<=${day(90)}`),
    fixed('uncounted', t('viewUncounted'), `lastCounted<${day(-365)}`),
  ];
  return [...common.filter((view) => !taken.has(bare(view.name))), ...own];
}

const bare = (name: string): string => name.replaceAll(' ', '');

function DeleteView({ view }: { view: View }) {
  const t = useT('assets');
  const done = useDoneMessage();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const remove = async (): Promise<void> => {
    try {
      const record = await api.records.get({ entity: 'savedView', id: view.key });
      const { batch } = await api.records.remove({ entity: 'savedView', id: view.key, base: record.heads });
      done(t('viewDeleted', { name: view.name }), batch);
    } catch (error) {
      message.error(errorText(error));
    }
  };
  const name = t('viewDelete', { name: view.name });
  return (
    <Button
      type="text"
      size="small"
      icon={<DeleteOutlined />}
      aria-label={name}
      title={name}
      onClick={remove}
    />
  );
}

function SaveView({ state, columns }: { state: ListState; columns: readonly string[] }) {
  const t = useT('assets');
  const common = useT('common');
  const person = usePerson();
  const done = useDoneMessage();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const save = async (): Promise<void> => {
    try {
      const { batch } = await api.records.create({
        entity: 'savedView',
        patch: {
          name: name.trim(),
          entity: 'asset',
          filter: state.filter,
          sort: writeSort(state.sort) || null,
          columns: [...columns],
          owner: shared ? null : (person?.id ?? null),
        },
      });
      setOpen(false);
      setName('');
      done(t('viewSaved', { name: name.trim() }), batch);
    } catch (error) {
      message.error(errorText(error));
    }
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={
        <form
          className="term-editor"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) void save();
          }}
        >
          <Input
            autoFocus
            value={name}
            maxLength={100}
            aria-label={t('viewName')}
            placeholder={t('viewName')}
            onChange={(event) => setName(event.target.value)}
          />
          <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
            {t('viewShared')}
          </Checkbox>
          <Button type="primary" htmlType="submit" disabled={!name.trim()}>
            {common('save')}
          </Button>
        </form>
      }
    >
      <Button type="link" size="small">
        {t('viewSave')}
      </Button>
    </Popover>
  );
}
