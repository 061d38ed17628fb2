import { Button } from 'antd';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLanguage, useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { RefPicker } from '../ui/ref-picker.tsx';
import type { PathAnswer } from './use-neighbourhood.ts';
import { relationWord } from './view-graph.ts';

export interface PathEnds {
  readonly from: { readonly id: string; readonly name: string } | null;
  readonly to: { readonly id: string; readonly name: string } | null;
}

interface PathPanelProps {
  readonly ends: PathEnds;
  readonly answer: PathAnswer;
  readonly onChange: (ends: PathEnds) => void;
  readonly onPick: (id: string) => void;
  readonly onClose: () => void;
}

/** How two assets hang together: the shortest chain of relations, in words and marked in the drawing. */
export function PathPanel({ ends, answer, onChange, onPick, onClose }: PathPanelProps) {
  const t = useT('relations');
  const language = useLanguage();
  const catalogue = useCatalogue();
  const picker = (end: 'from' | 'to') => (
    <div className="path-end">
      <span>{t(end === 'from' ? 'pathFrom' : 'pathTo')}</span>
      <RefPicker
        entity="asset"
        value={ends[end]?.id ?? null}
        valueLabel={ends[end]?.name}
        ariaLabel={t(end === 'from' ? 'pathFrom' : 'pathTo')}
        placeholder={t('choosePlaceholder')}
        onChange={(id, label) => onChange({ ...ends, [end]: id === null ? null : { id, name: label ?? '' } })}
      />
    </div>
  );
  const { steps, complete, error } = answer;
  return (
    <section className="panel path-panel" aria-label={t('path')}>
      {picker('from')}
      {picker('to')}
      {error !== null && error !== undefined && <ErrorNote error={error} />}
      <div role="status">
        {steps && <p className="relations-hint">{t('pathFound', { count: steps.length - 1 })}</p>}
        {steps === null && <p className="relations-note">{t(complete ? 'pathNone' : 'pathGivenUp')}</p>}
      </div>
      {steps && (
        <ol className="path-steps">
          {steps.map(({ asset, relation }) => (
            <li key={asset.id}>
              {relation && (
                <small>
                  {relationWord(relation.type, relation.forward ? 'out' : 'in', language, catalogue)}
                  {[relation.sourcePort, relation.targetPort].some(Boolean) &&
                    ` ${[relation.sourcePort, relation.targetPort].filter(Boolean).join(' – ')}`}
                </small>
              )}
              <button type="button" className="relation-link" onClick={() => onPick(asset.id)}>
                {asset.name || asset.tag}
              </button>{' '}
              <span className="code">{asset.tag}</span>
            </li>
          ))}
        </ol>
      )}
      <Button size="small" onClick={onClose}>
        {t('pathClose')}
      </Button>
    </section>
  );
}
