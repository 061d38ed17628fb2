import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { AnalysedItem } from '../../contract/api/index.ts';
import { orpc } from '../app/client.ts';
import { useWhyNot } from '../app/may.ts';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { AffectedGroups } from './affected-groups.tsx';
import { AffectedTable } from './affected-table.tsx';
import { type Grouping, groupItems, groupings } from './group-items.ts';
import { BookButton, type ImpactModeProps, ModeSwitch, StartsBar } from './head.tsx';
import { KeepDialog } from './keep-dialog.tsx';
import { ToTell } from './to-tell.tsx';
import { Why } from './why.tsx';

type EffectFilter = 'all' | 'down' | 'degraded';

/** What goes down or is degraded, why, and whom to tell. */
export function AffectedPage({ starts, onStarts, onMode }: ImpactModeProps) {
  const t = useT('impact');
  const navigate = useNavigate();
  const whyNot = useWhyNot()('impactEvidence', 'create');
  const [effect, setEffect] = useState<EffectFilter>('all');
  const [grouping, setGrouping] = useState<Grouping>('none');
  const [keeping, setKeeping] = useState(false);
  const [pickedId, setPicked] = useState<string | null>(null);
  const { data, error } = useQuery(orpc.impact.analyse.queryOptions({ input: { assets: [...starts] } }));
  const items = useMemo(
    () => (data?.items ?? []).filter((item) => effect === 'all' || item.effect === effect),
    [data, effect],
  );
  const picked = items.find(({ id }) => id === pickedId);
  const groups = useMemo(
    () => (data && grouping !== 'none' ? groupItems(items, grouping, data) : null),
    [items, grouping, data],
  );
  const [first] = data?.starts ?? [];
  const name = first ? first.name || first.tag : '';
  const title = starts.length > 1 ? t('titleOfMany', { count: starts.length }) : t('titleOf', { name });
  const graph = (): void => {
    if (starts.length === 1) void navigate(`/relations/${starts[0]}?mode=impact`);
    else void navigate('/relations?mode=impact', { state: { assets: starts } });
  };
  return (
    <div className="work-page">
      <PageHeader title={data ? title : t('title')}>
        <ModeSwitch mode="affected" onMode={onMode} />
        <Button onClick={graph}>{t('graph')}</Button>
        <Button disabled={!data || whyNot !== undefined} title={whyNot} onClick={() => setKeeping(true)}>
          {t('attach')}
        </Button>
        <BookButton kind="impact" assets={starts} />
      </PageHeader>
      <StartsBar starts={data?.starts ?? []} onStarts={onStarts}>
        <Select<EffectFilter>
          aria-label={t('effect')}
          value={effect}
          options={[
            { value: 'all', label: t('effectAll') },
            { value: 'down', label: t('effect_down') },
            { value: 'degraded', label: t('effect_degraded') },
          ]}
          popupMatchSelectWidth={false}
          onChange={setEffect}
        />
        <Select<Grouping>
          aria-label={t('group')}
          value={grouping}
          options={groupings.map((value) => ({ value, label: t(`group_${value}`) }))}
          popupMatchSelectWidth={false}
          onChange={setGrouping}
        />
      </StartsBar>
      {error && <ErrorNote error={error} />}
      {data?.truncated && <p className="impact-note">{t('cut', { count: data.items.length })}</p>}
      <div className="impact-columns">
        {groups ? (
          <AffectedGroups groups={groups} />
        ) : (
          <AffectedTable
            items={data ? items : undefined}
            error={error}
            picked={picked?.id}
            onPick={setPicked}
          />
        )}
        <aside className="panel impact-aside" aria-label={t('toTell')}>
          <Sums
            items={data?.items ?? []}
            truncated={data?.truncated ?? false}
            people={data?.people.length ?? 0}
          />
          {data && picked && <Why item={picked} data={data} />}
          {data && <ToTell people={data.people} nobody={data.nobody} />}
          {data && data.items.length > 0 && <p className="quiet">{t('reckoned')}</p>}
        </aside>
      </div>
      {keeping && <KeepDialog assets={starts} onClose={() => setKeeping(false)} />}
    </div>
  );
}

interface SumsProps {
  readonly items: readonly AnalysedItem[];
  readonly truncated: boolean;
  readonly people: number;
}

function Sums({ items, truncated, people }: SumsProps) {
  const t = useT('impact');
  const count = (effect: AnalysedItem['effect']): string =>
    `${items.filter((item) => item.effect === effect).length}${truncated ? '+' : ''}`;
  return (
    <dl className="figures">
      <div>
        <dt>{t('down')}</dt>
        <dd className="tone-bad">{count('down')}</dd>
      </div>
      <div>
        <dt>{t('degraded')}</dt>
        <dd className="tone-warning">{count('degraded')}</dd>
      </div>
      <div>
        <dt>{t('toTell')}</dt>
        <dd>{t('people', { count: people })}</dd>
      </div>
    </dl>
  );
}
