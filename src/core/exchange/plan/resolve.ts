import type { ImportEntity } from '../../../model/import-targets.ts';
import type { Value } from '../../../model/types.ts';
import { Problem } from '../values/problem.ts';
import type { Assets } from './assets.ts';
import { joinName, type People } from './people.ts';
import type { References, Resolved } from './references.ts';
import type { RowReport, RowValues } from './row-values.ts';

type Find = (text: string) => Resolved | null;

/** Everything that rows can refer to. */
export interface Directory {
  readonly references: References;
  readonly people: People;
  readonly assets: Assets;
}

/** Turns the words of a row's reference columns into ids, in place. */
export class Resolver {
  readonly #directory: Directory;
  readonly #report: RowReport;
  readonly #finders: readonly (readonly [string, Find])[];

  constructor(directory: Directory, report: RowReport, entity: ImportEntity) {
    this.#directory = directory;
    this.#report = report;
    this.#finders = Object.entries(findersOf(directory)[entity] ?? {});
  }

  /** All but an asset's model, which needs its class. */
  resolve(row: RowValues, entity: ImportEntity): void {
    if (entity === 'asset') {
      const { values } = row;
      values.location ??= values['location.checkedOut'] as Value;
      delete values['location.checkedOut'];
      this.#user(row);
    }
    for (const [target, find] of this.#finders) this.#each(row, target, find);
  }

  /** @param classKey class of the row, given to a product model that has to be made */
  resolveModel(row: RowValues, classKey: string | null): void {
    const { values } = row;
    this.#each(row, 'model', (text) =>
      this.#directory.references.model(text, {
        number: (values.modelNo as string | undefined) ?? null,
        manufacturer: (values.manufacturer as string | undefined) ?? null,
        class: classKey,
      }),
    );
  }

  #each(row: RowValues, target: string, find: Find): void {
    const text = row.values[target];
    if (text === undefined || text === null) delete row.values[target];
    else this.#put(row, target, String(text), find(String(text)));
  }

  #put(row: RowValues, target: string, text: string, found: Resolved | null): void {
    if (found instanceof Problem) {
      delete row.values[target];
      this.#report.add(row, target, text, found);
    } else if (found === null) delete row.values[target];
    else row.values[target] = found;
  }

  /** The user may be spread over name, number, account, email, first and last name. */
  #user(row: RowValues): void {
    const take = (key: string): string | null => {
      const value = row.values[key];
      if (value === undefined) return null;
      delete row.values[key];
      return typeof value === 'string' ? value : null;
    };
    const first = take('user.firstName');
    const last = take('user.lastName');
    const words = {
      name: take('user') ?? joinName(first, last),
      number: take('user.number'),
      username: take('user.username'),
      email: take('user.email'),
    };
    const shown = words.name ?? words.number ?? words.username ?? words.email;
    if (shown !== null) this.#put(row, 'user', shown, this.#directory.people.find(words));
  }
}

function findersOf({
  references,
  people,
  assets,
}: Directory): Partial<Record<ImportEntity, Record<string, Find>>> {
  const department: Find = (text) => references.place('department', text);
  const location: Find = (text) => references.place('location', text);
  const manufacturer: Find = (text) => references.organisation(text, 'manufacturer');
  const supplier: Find = (text) => references.organisation(text, 'supplier');
  const asset: Find = (text) => assets.find(text);
  const person: Find = (text) => people.find({ name: text, number: null, username: null, email: null });
  return {
    asset: {
      location,
      department,
      managingDepartment: department,
      manufacturer,
      supplier,
      owner: (text) => references.organisation(text, 'own'),
      custodian: person,
    },
    location: { parent: location },
    department: { parent: department, head: person },
    person: { department },
    productModel: { manufacturer },
    contract: { supplier },
    licence: { manufacturer, supplier },
    relation: { source: asset, target: asset },
  };
}
