import type { ImportEntity, ImportResult } from '../../contract/api/index.ts';

interface Page {
  readonly path: string;
  readonly key:
    | 'toAssets'
    | 'toImported'
    | 'toPlaces'
    | 'toDepartments'
    | 'toPeople'
    | 'toOrganisations'
    | 'toModels'
    | 'toContracts'
    | 'toLicences'
    | 'toRelations';
}

const assets: Page = { path: '/assets', key: 'toAssets' };

const pages: Readonly<Partial<Record<ImportEntity, Page>>> = {
  asset: assets,
  location: { path: '/locations', key: 'toPlaces' },
  department: { path: '/departments', key: 'toDepartments' },
  person: { path: '/people', key: 'toPeople' },
  organisation: { path: '/organisations', key: 'toOrganisations' },
  productModel: { path: '/models', key: 'toModels' },
  contract: { path: '/contracts', key: 'toContracts' },
  licence: { path: '/licences', key: 'toLicences' },
  relation: { path: '/relations', key: 'toRelations' },
};

/** Where to see what came in: the assets of the batch when there were any, else the page of what there was. */
export function pageOf(sheets: ImportResult['sheets'], batch: string | null): Page {
  const entities = sheets.map((sheet) => sheet.entity);
  if (entities.includes('asset'))
    return batch === null
      ? assets
      : { path: `/assets?filter=${encodeURIComponent(`batch=${batch}`)}`, key: 'toImported' };
  return entities.map((entity) => pages[entity]).find((page) => page !== undefined) ?? assets;
}
