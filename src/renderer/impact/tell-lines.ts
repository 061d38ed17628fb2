import type { PersonToTell } from '../../contract/api/index.ts';

/** One line a person, parted by tabs, as a message or a spreadsheet takes it. */
export function tellLines(people: readonly PersonToTell[], roles: (person: PersonToTell) => string): string {
  return people
    .map((person) =>
      [person.name, person.title ?? '', person.phone ?? '', person.email ?? '', roles(person)].join('\t'),
    )
    .join('\n');
}
