import { letters } from './letters.ts';
import type { WriteBook, WriteSheet } from './types.ts';

/** Values of drop-downs that don't fit their rule, kept on a hidden sheet with a name for each list. */
export class ChoiceLists {
  readonly sheetName: string;
  private readonly all: boolean;
  private readonly lists = new Map<string, { name: string; header: string; choices: readonly string[] }>();

  constructor(options: WriteBook['lists']) {
    this.sheetName = options?.name ?? 'Lists';
    this.all = options?.all ?? false;
  }

  /** The formula of a rule: the choices themselves, or the name of their list. */
  formula(header: string, choices: readonly string[]): string {
    const joined = choices.join(',');
    // A list written into the rule may not be longer, and has no way to quote a comma.
    const fits = joined.length <= 255 && !choices.some((choice) => /^[\s=]|[,"]|\s$/.test(choice));
    if (fits && !this.all) return `"${joined}"`;
    const key = JSON.stringify(choices);
    let list = this.lists.get(key);
    if (!list) {
      list = { name: `list_${this.lists.size + 1}`, header, choices };
      this.lists.set(key, list);
    }
    return list.name;
  }

  /** Null when every drop-down fits its rule. */
  sheet(): WriteSheet | null {
    const lists = [...this.lists.values()];
    if (lists.length === 0) return null;
    const longest = Math.max(...lists.map(({ choices }) => choices.length));
    return {
      name: this.sheetName,
      state: 'hidden',
      columns: lists.map(({ header }) => ({ header, kind: 'code' })),
      rows: Array.from({ length: longest }, (_, i) => lists.map(({ choices }) => choices[i])),
    };
  }

  /** Names in the workbook for the lists, on the sheet under the name it was given. */
  definedNames(sheet: string): { name: string; formula: string }[] {
    return [...this.lists.values()].map(({ name, choices }, c) => ({
      name,
      formula: `${quoteSheet(sheet)}!$${letters(c)}$2:$${letters(c)}$${choices.length + 1}`,
    }));
  }
}

export function quoteSheet(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}
