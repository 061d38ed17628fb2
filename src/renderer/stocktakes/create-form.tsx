import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Drawer, Form, Input, Select, TreeSelect } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { statuses } from '../../model/lifecycle.ts';
import { api, orpc } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { useDebounced } from '../ui/use-debounced.ts';
import { classTree } from './class-tree.ts';
import { type PlaceNode, useDepartments, usePlaces } from './locations.ts';
import { noChoices, readChoices, type ScopeChoices, writeChoices } from './scope-filter.ts';
import { useTreeSearch } from './use-tree-search.tsx';

/** A new stocktake: what it is called and what it covers, with the number of assets before anything is made. */
export function CreateStocktake({ onClose }: { onClose: () => void }) {
  const t = useT('stocktakes');
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [due, setDue] = useState<string | null>(null);
  const [locations, setLocations] = useState<string[]>([]);
  const [filter, setFilter] = useState('');
  const [touched, setTouched] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const scope = JSON.stringify({ filter, locations });
  const rested = useDebounced(scope, 250);
  const settled = scope === rested;
  const size = useQuery(
    orpc.stocktakes.scope.queryOptions({
      input: JSON.parse(rested) as { filter: string; locations: string[] },
      placeholderData: keepPreviousData,
      retry: false,
    }),
  );
  const known = settled && !size.isPlaceholderData && !size.error ? size.data?.expected : undefined;
  const nameless = name.trim() === '';

  const create = async (start: boolean): Promise<void> => {
    setTouched(true);
    if (nameless) {
      document.getElementById('stocktake-name')?.focus();
      return;
    }
    setBusy(true);
    setError(null);
    try {
      const made = await api.stocktakes.create({ name, due, filter, locations });
      if (start) await api.stocktakes.start({ id: made.id });
      await navigate(start ? `/stocktakes/${made.id}/count` : `/stocktakes/${made.id}`);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  return (
    <Drawer
      open
      onClose={onClose}
      size={520}
      title={t('create')}
      footer={
        <div className="drawer-footer">
          <ScopeSize expected={known} error={size.error} />
          <Button onClick={() => void create(false)} disabled={busy}>
            {t('form.draft')}
          </Button>
          <Button
            type="primary"
            loading={busy}
            disabled={known === 0}
            onClick={() => void create(true)}
            data-testid="create-stocktake"
          >
            {t('form.submit')}
          </Button>
        </div>
      }
    >
      <Form layout="vertical" onSubmitCapture={() => void create(true)}>
        <Form.Item
          label={t('form.name')}
          htmlFor="stocktake-name"
          required
          validateStatus={touched && nameless ? 'error' : ''}
          help={
            touched && nameless ? <span id="stocktake-name-help">{t('form.nameRequired')}</span> : undefined
          }
        >
          <Input
            id="stocktake-name"
            autoFocus
            maxLength={200}
            value={name}
            placeholder={t('form.namePlaceholder')}
            aria-describedby={touched && nameless ? 'stocktake-name-help' : undefined}
            onChange={(event) => setName(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('form.due')} htmlFor="stocktake-due">
          <DatePicker
            id="stocktake-due"
            className="wide"
            placeholder="YYYY-MM-DD"
            value={due ? dayjs(due) : null}
            onChange={(day) => setDue(day ? day.format('YYYY-MM-DD') : null)}
          />
        </Form.Item>
        <h3 className="form-heading">{t('form.scope')}</h3>
        <p className="form-hint">{t('form.scopeHint')}</p>
        <ScopeFields
          locations={locations}
          onLocations={setLocations}
          filter={filter}
          onFilter={setFilter}
          error={size.error}
        />
        {error !== null && <ErrorNote error={error} />}
      </Form>
    </Drawer>
  );
}

function ScopeSize({ expected, error }: { expected: number | undefined; error: unknown }) {
  const t = useT('stocktakes');
  const words = error
    ? ''
    : expected === undefined
      ? t('form.counting')
      : expected === 0
        ? t('form.nothing')
        : t('form.expected', { count: expected });
  return (
    <output className={`scope-size${expected === 0 ? ' none' : ''}`} data-testid="scope-size">
      {words}
    </output>
  );
}

interface ScopeFieldsProps {
  readonly locations: string[];
  readonly onLocations: (ids: string[]) => void;
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  /** What the register says to the filter. */
  readonly error: unknown;
}

function ScopeFields({ locations, onLocations, filter, onFilter, error }: ScopeFieldsProps) {
  const catalogue = useCatalogue();
  const t = useT('stocktakes');
  const language = useLanguage();
  const label = useLabel();
  const errorText = useErrorText();
  const places = usePlaces();
  const placeSearch = useTreeSearch(places.tree);
  const departmentSearch = useTreeSearch(useDepartments().tree);
  const choices = readChoices(filter) ?? noChoices;
  const choose = (part: Partial<ScopeChoices>): void =>
    onFilter(writeChoices(filter, { ...choices, ...part }));
  return (
    <>
      <Form.Item label={t('form.locations')} htmlFor="stocktake-places" extra={t('form.locationsHint')}>
        <TreeSelect<string[], PlaceNode>
          id="stocktake-places"
          className="wide"
          multiple
          allowClear
          value={locations}
          {...placeSearch}
          treeNodeLabelProp="path"
          loading={!places.ready}
          placeholder={t('form.anyLocation')}
          onChange={onLocations}
        />
      </Form.Item>
      <Form.Item label={t('form.classes')} htmlFor="stocktake-classes">
        <TreeSelect<string[]>
          id="stocktake-classes"
          className="wide"
          multiple
          allowClear
          value={[...choices.classes]}
          treeData={classTree(catalogue, language)}
          showSearch={{ filterTreeNode: matches }}
          treeDefaultExpandAll
          placeholder={t('form.anyClass')}
          onChange={(classes) => choose({ classes })}
        />
      </Form.Item>
      <Form.Item label={t('form.statuses')} htmlFor="stocktake-statuses">
        <Select<string[]>
          id="stocktake-statuses"
          className="wide"
          mode="multiple"
          allowClear
          value={[...choices.statuses]}
          options={Object.entries(statuses).map(([value, choice]) => ({ value, label: label(choice.label) }))}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('form.anyStatus')}
          onChange={(chosen) => choose({ statuses: chosen })}
        />
      </Form.Item>
      <Form.Item label={t('form.department')} htmlFor="stocktake-department">
        <TreeSelect<string | null, PlaceNode>
          id="stocktake-department"
          className="wide"
          allowClear
          value={choices.department}
          {...departmentSearch}
          treeNodeLabelProp="path"
          placeholder={t('form.anyDepartment')}
          onChange={(department) => choose({ department: department ?? null })}
        />
      </Form.Item>
      <Form.Item
        label={t('form.text')}
        htmlFor="stocktake-filter"
        extra={t('form.textHint')}
        validateStatus={error ? 'error' : ''}
        help={error ? <span id="stocktake-filter-help">{errorText(error)}</span> : undefined}
      >
        <Input.TextArea
          id="stocktake-filter"
          className="code"
          rows={2}
          spellCheck={false}
          maxLength={4000}
          value={filter}
          aria-invalid={!!error}
          aria-describedby={error ? 'stocktake-filter-help' : undefined}
          onChange={(event) => onFilter(event.target.value.replaceAll('\n', ' '))}
        />
      </Form.Item>
    </>
  );
}

/** For tree pickers whose nodes carry the words to be searched. */
function matches(text: string, node: unknown): boolean {
  return String((node as { search?: string }).search ?? '').includes(text.trim().toLowerCase());
}
