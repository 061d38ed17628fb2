import { useT } from '../i18n/index.ts';

/** The word for what made a batch; an unknown kind of a newer version shows as it is. */
export function useKindName(): (kind: string) => string {
  const t = useT('history');
  const names: Readonly<Record<string, string>> = {
    edit: t('kindEdit'),
    import: t('kindImport'),
    bulk: t('kindBulk'),
    undo: t('kindUndo'),
    stocktake: t('kindStocktake'),
    scan: t('kindScan'),
    retirement: t('kindRetirement'),
    relation: t('kindRelation'),
    settle: t('kindSettle'),
    ledger: t('kindLedger'),
    baseline: t('kindBaseline'),
    audit: t('kindAudit'),
    definition: t('kindDefinition'),
    start: t('kindStart'),
    demo: t('kindDemo'),
    restore: t('kindRestore'),
    join: t('kindJoin'),
  };
  return (kind) => names[kind] ?? kind;
}

export const batchKinds = [
  'edit',
  'import',
  'bulk',
  'undo',
  'stocktake',
  'scan',
  'retirement',
  'relation',
  'settle',
  'ledger',
  'baseline',
  'audit',
  'definition',
  'start',
  'demo',
  'restore',
  'join',
] as const;
