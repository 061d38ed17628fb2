import { Button } from 'antd';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { mostDrawn } from './arrange.ts';

interface Reach {
  readonly total: number;
  readonly complete: boolean;
  readonly groups: readonly {
    readonly class: string | null;
    readonly depth: number;
    readonly count: number;
  }[];
}

interface GraphNotesProps {
  /** Assets that were found and are listed. */
  readonly listed: number;
  /** Boxes that are drawn. */
  readonly drawn: number;
  readonly reduced: boolean;
  readonly truncated: boolean;
  /** Counted where more were found than are fetched. */
  readonly reach: Reach | undefined;
  readonly hidden: number;
  readonly onShowHidden: () => void;
}

const mostNamed = 3;

/** What is not drawn one by one, and why. */
export function GraphNotes({
  listed,
  drawn,
  reduced,
  truncated,
  reach,
  hidden,
  onShowHidden,
}: GraphNotesProps) {
  const t = useT('relations');
  const common = useT('common');
  const language = useLanguage();
  const catalogue = useCatalogue();
  const format = useFormat();
  const byClass = new Map<string, number>();
  for (const { class: key, count } of reach?.groups ?? []) {
    const name = catalogue.classOf(key)?.label[language] ?? key ?? t('noClass');
    byClass.set(name, (byClass.get(name) ?? 0) + count);
  }
  const classes = [...byClass]
    .sort((a, b) => b[1] - a[1])
    .slice(0, mostNamed)
    .map(([name, count]) => t('groupOf', { count: format.number(count), name }))
    .join(common('listSeparator'));
  return (
    <div className="graph-notes" role="status">
      {truncated && (
        <p className="graph-note">
          {reach
            ? t(reach.complete ? 'tooMany' : 'tooManyAtLeast', {
                total: format.number(reach.total),
                listed: format.number(listed),
                classes,
              })
            : t('counting', { listed: format.number(listed) })}
        </p>
      )}
      {reduced && listed > mostDrawn && (
        <p className="graph-note">
          {t('reduced', { listed: format.number(listed), drawn, most: mostDrawn })}
        </p>
      )}
      {hidden > 0 && (
        <p className="graph-note">
          {t('hiddenCount', { count: hidden })}{' '}
          <Button type="link" size="small" onClick={onShowHidden}>
            {t('showHidden')}
          </Button>
        </p>
      )}
    </div>
  );
}
