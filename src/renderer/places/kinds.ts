import type { EntityKey } from '../../model/types.ts';
import type { places } from '../i18n/zh/places.ts';

/** The kinds of record that have a page of this form. */
export type PlaceKind = Extract<
  EntityKey,
  'location' | 'person' | 'department' | 'organisation' | 'productModel' | 'contract' | 'licence'
>;

interface KindPage {
  readonly path: string;
  readonly title: keyof typeof places;
  /** Filters of the list of assets that belong to a record of this kind. */
  readonly assets: readonly { readonly word: keyof typeof places; readonly filter: (id: string) => string }[];
  readonly columns: readonly string[];
  /** The date that says until when it holds, which the list can be narrowed by. */
  readonly until?: string;
}

export const kindPages: Readonly<Record<PlaceKind, KindPage>> = {
  location: {
    path: '/locations',
    title: 'locations',
    assets: [{ word: 'assetsHere', filter: (id) => `location~${id}` }],
    columns: ['name', 'code', 'kind', 'parent'],
  },
  person: {
    path: '/people',
    title: 'people',
    assets: [
      { word: 'assetsUser', filter: (id) => `user=${id}` },
      { word: 'assetsCustodian', filter: (id) => `custodian=${id}` },
    ],
    columns: ['name', 'number', 'department', 'title', 'role', 'active'],
  },
  department: {
    path: '/departments',
    title: 'departments',
    assets: [{ word: 'assetsDepartment', filter: (id) => `department~${id}` }],
    columns: ['name', 'code', 'parent'],
  },
  organisation: {
    path: '/organisations',
    title: 'organisations',
    assets: [{ word: 'assetsMaker', filter: (id) => `manufacturer=${id}` }],
    columns: ['name', 'kind', 'code', 'phone'],
  },
  productModel: {
    path: '/models',
    title: 'models',
    assets: [{ word: 'assetsModel', filter: (id) => `model=${id}` }],
    columns: ['name', 'number', 'manufacturer', 'class'],
  },
  contract: {
    path: '/contracts',
    title: 'contracts',
    assets: [],
    columns: ['name', 'number', 'supplier', 'end', 'amount'],
    until: 'end',
  },
  licence: {
    path: '/licences',
    title: 'licences',
    assets: [],
    columns: ['name', 'manufacturer', 'seats', 'end', 'cost'],
    until: 'end',
  },
};

/** The kinds that share the page of basic data; locations have their own entry in the navigation. */
export const basicKinds: readonly PlaceKind[] = [
  'person',
  'department',
  'organisation',
  'productModel',
  'contract',
  'licence',
];
