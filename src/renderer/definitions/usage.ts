/** How much hangs on a definition: assets of a class, assets with a value of a field, relations of a type. */
export interface Usage {
  readonly classes: Readonly<Record<string, number>>;
  readonly fields: Readonly<Record<string, number>>;
  readonly relationTypes: Readonly<Record<string, number>>;
}
