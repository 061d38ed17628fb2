import { SearchOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { AutoComplete, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { entityOf } from '../../model/entities/index.ts';
import type { EntityKey } from '../../model/types.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { useDebounced } from '../ui/use-debounced.ts';
import { orpc } from './client.ts';

const folders: Partial<Record<EntityKey, string>> = {
  asset: 'assets',
  location: 'locations',
  person: 'people',
  department: 'departments',
  organisation: 'organisations',
  productModel: 'models',
  contract: 'contracts',
  licence: 'licences',
  stocktake: 'stocktakes',
  retirement: 'retirements',
};

/** Where a record is shown, or null when it has no page of its own. */
export function recordPath(entity: EntityKey, id: string): string | null {
  const folder = folders[entity];
  return folder ? `/${folder}/${id}` : null;
}

/** Ctrl K: finds anything in the register and opens it. */
export function SearchBox() {
  const t = useT('frame');
  const common = useT('common');
  const label = useLabel();
  const navigate = useNavigate();
  const input = useRef<InputRef>(null);
  const [text, setText] = useState('');
  const wanted = useDebounced(text.trim(), 120);
  const { data = [], isFetching } = useQuery(
    orpc.records.search.queryOptions({
      input: { text: wanted, limit: 20 },
      enabled: wanted.length > 0,
      placeholderData: keepPreviousData,
    }),
  );
  useFindKey(() => input.current?.focus({ cursor: 'all' }));

  const hits = data.filter((hit) => recordPath(hit.entity, hit.id) !== null);
  const open = (key: string): void => {
    const hit = hits.find((each) => each.id === key);
    const path = hit && recordPath(hit.entity, hit.id);
    if (!path) return;
    setText('');
    input.current?.blur();
    void navigate(path);
  };
  const options = hits.map((hit) => ({
    value: hit.id,
    label: (
      <span className="search-hit">
        <span className="kind">{label(entityOf(hit.entity).label)}</span>
        <span className="label">{hit.label}</span>
        <span className="hint">{hit.hint}</span>
      </span>
    ),
  }));
  const nothing = isFetching ? common('searching') : common('nothingFound');
  return (
    <AutoComplete
      className="frame-search"
      value={text}
      options={wanted ? options : []}
      onSelect={open}
      onChange={(value) => setText(value && hits.some((hit) => hit.id === value) ? text : (value ?? ''))}
      notFoundContent={wanted ? nothing : null}
      defaultActiveFirstOption
      popupMatchSelectWidth={520}
    >
      <Input
        ref={input}
        prefix={<SearchOutlined aria-hidden="true" />}
        suffix={<kbd>Ctrl K</kbd>}
        placeholder={t('searchPlaceholder')}
        aria-label={t('searchLabel')}
      />
    </AutoComplete>
  );
}

function useFindKey(focus: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      focus();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('holdfast:find', focus);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('holdfast:find', focus);
    };
  });
}
