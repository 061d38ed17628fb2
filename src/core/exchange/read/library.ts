import { createRequire } from 'node:module';

type Library = typeof import('xlsx') & {
  /** Exported since 0.20 but missing from its types: parses parts that someone else has inflated. */
  parse_zip(zip: unknown, options: import('xlsx').ParsingOptions): import('xlsx').WorkBook;
};

let loaded: Library | null = null;

/**
 * SheetJS, loaded at first use: it and its code pages cost 0.3 s, and most workers never need them. The CommonJS build is
 * taken since it can be loaded at once and brings its code pages along (.xls files of Chinese Excel are in page 936).
 */
export function sheetLibrary(): Library {
  loaded ??= createRequire(import.meta.url)('xlsx') as Library;
  return loaded;
}
