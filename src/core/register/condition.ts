/** A condition in SQL with its parameters. */
export interface Where {
  readonly sql: string;
  readonly params: ReadonlyArray<string | number>;
}
