import type { Value } from '../../../model/types.ts';
import { Problem } from '../values/problem.ts';
import { joinName, type People } from './people.ts';
import type { References, Resolved } from './references.ts';
import type { RowReport, RowValues } from './row-values.ts';

/** Turns the words of a row's reference columns into ids, in place. */
export class Resolver {
  readonly #references: References;
  readonly #people: People;
  readonly #report: RowReport;

  constructor(references: References, people: People, report: RowReport) {
    this.#references = references;
    this.#people = people;
    this.#report = report;
  }

  /** @param classKey class of the row, given to a product model that has to be made */
  resolve(row: RowValues, classKey: string | null): void {
    const { values } = row;
    const references = this.#references;
    values.location ??= values['location.checkedOut'] as Value;
    delete values['location.checkedOut'];
    this.#each(row, 'location', (text) => references.place('location', text));
    this.#each(row, 'department', (text) => references.place('department', text));
    this.#each(row, 'managingDepartment', (text) => references.place('department', text));
    this.#each(row, 'manufacturer', (text) => references.organisation(text, 'manufacturer'));
    this.#each(row, 'supplier', (text) => references.organisation(text, 'supplier'));
    this.#each(row, 'owner', (text) => references.organisation(text, 'own'));
    this.#each(row, 'model', (text) =>
      references.model(text, {
        number: (values.modelNo as string | undefined) ?? null,
        manufacturer: (values.manufacturer as string | undefined) ?? null,
        class: classKey,
      }),
    );
    this.#user(row);
    this.#each(row, 'custodian', (text) =>
      this.#people.find({ name: text, number: null, username: null, email: null }),
    );
  }

  #each(row: RowValues, target: string, find: (text: string) => Resolved | null): void {
    const text = row.values[target];
    if (text === undefined || text === null) {
      delete row.values[target];
      return;
    }
    this.#put(row, target, String(text), find(String(text)));
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
    if (shown !== null) this.#put(row, 'user', shown, this.#people.find(words));
  }
}
