import type { Picture } from '../types.ts';
import { readTheme } from './colours.ts';
import { CompactTexts } from './compact-texts.ts';
import type { Package } from './package.ts';
import { type NamedPart, placedPictures, sheetPictures, wpsPictures } from './pictures.ts';
import { readSharedStrings, type SharedTexts } from './shared-strings.ts';
import type { CellPicture, SheetContext } from './sheet-scan.ts';
import { noStyles, readStyles, type Styles } from './styles.ts';

/** What the sheets of a workbook share: texts, styles and pictures. */
export class BookParts {
  readonly styles: Styles;
  readonly strings: SharedTexts;
  readonly #parts: Package;
  /** Where the workbook's own part is, with a slash behind it. */
  readonly #folder: string;
  readonly #placed: ReadonlyMap<number, string> | null;
  #wps: Map<string, NamedPart> | null = null;

  constructor(parts: Package, path: string, relations: ReturnType<Package['relations']>, stop: () => void) {
    this.#parts = parts;
    this.#folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
    const target = (type: string) =>
      [...relations.values()].find((relation) => relation.type === type)?.target;
    const part = (type: string) => {
      const found = target(type);
      return found === undefined ? null : parts.part(found);
    };
    const texts = parts.file(target('sharedStrings') ?? '');
    const strings = texts ? null : part('sharedStrings');
    this.strings = texts ? CompactTexts.from(texts, stop) : strings ? readSharedStrings(strings) : [];
    const styles = part('styles');
    const theme = styles ? part('theme') : null;
    this.styles = styles ? readStyles(styles, theme ? readTheme(theme) : []) : noStyles;
    this.#placed = placedPictures(parts, this.#folder);
  }

  context(): Pick<SheetContext, 'strings' | 'styles' | 'markOf' | 'placed'> {
    const { cells, markOf } = this.styles;
    return { strings: this.strings, styles: cells, markOf, placed: this.#placed };
  }

  /**
   * @param path of the sheet's part
   * @param drawings relation ids
   */
  pictures(path: string, inCells: readonly CellPicture[], drawings: readonly string[]): Picture[] {
    if (inCells.length === 0 && drawings.length === 0) return [];
    const relations = drawings.length === 0 ? null : this.#parts.relations(path);
    const paths = drawings.flatMap((id) => relations?.get(id)?.target ?? []);
    return sheetPictures(this.#parts, inCells, paths, () => {
      this.#wps ??= wpsPictures(this.#parts, this.#folder);
      return this.#wps;
    });
  }
}
