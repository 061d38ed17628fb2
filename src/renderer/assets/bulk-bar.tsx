import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { usePerson } from '../app/info.ts';
import { useWhyNot } from '../app/may.ts';
import { useT } from '../i18n/index.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import { BulkRelate } from './bulk-relate.tsx';

interface BulkBarProps {
  readonly selected: ReadonlySet<string>;
  readonly selecting: boolean;
  readonly onClear: () => void;
}

/** Most that one retirement takes; see retirements.request. */
const mostRetired = 5000;

/** Most that a graph starts from; see relations.graph. */
const mostDrawn = 2000;

/** What can be done with the selected assets; floats over the foot of the list. */
export function BulkBar({ selected, selecting, onClear }: BulkBarProps) {
  const t = useT('assets');
  const navigate = useNavigate();
  const role = usePerson()?.role;
  const whyNot = useWhyNot();
  const [editing, setEditing] = useState(false);
  const [relating, setRelating] = useState(false);
  const noRelate = whyNot('relation', 'create');
  // Whose assets they are is asked of each when it is changed; here only what the role never may.
  const noEdit = role === 'coordinator' ? undefined : whyNot('asset', 'update', {});
  const noRetire = whyNot('retirement', 'create');
  const retire = (): void =>
    void navigate('/retirements?request=1', { state: { assets: [...selected].slice(0, mostRetired) } });
  const graph = (): void =>
    void navigate('/relations', { state: { assets: [...selected].slice(0, mostDrawn) } });
  const impact = (): void =>
    void navigate('/impact', { state: { assets: [...selected].slice(0, mostRetired) } });
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t('selectedCount', { count: selected.size })}>
      <span role="status">
        {selecting ? t('selectingAll') : t('selectedCount', { count: selected.size })}
      </span>
      <Button
        size="small"
        onClick={() => setEditing(true)}
        disabled={selecting || noEdit !== undefined}
        title={noEdit}
        data-testid="bulk-edit"
      >
        {t('bulkEdit')}
      </Button>
      <Button
        size="small"
        onClick={() => setRelating(true)}
        disabled={selecting || noRelate !== undefined}
        title={noRelate}
      >
        {t('relateSelected')}
      </Button>
      <Button
        size="small"
        danger
        onClick={retire}
        disabled={selecting || noRetire !== undefined}
        title={noRetire}
      >
        {t('retireSelected')}
      </Button>
      <Button size="small" onClick={graph} disabled={selecting}>
        {t('graphSelected')}
      </Button>
      <Button size="small" onClick={impact} disabled={selecting}>
        {t('impactSelected')}
      </Button>
      <Button size="small" type="text" onClick={onClear}>
        {t('clearSelection')}
      </Button>
      {relating && <BulkRelate ids={[...selected]} onClose={() => setRelating(false)} />}
      {editing && <BulkDialog ids={[...selected]} onClose={() => setEditing(false)} />}
    </div>
  );
}
