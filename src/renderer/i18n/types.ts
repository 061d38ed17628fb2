/** A catalogue as written: the Chinese one names the keys. */
export type Source = Readonly<Record<string, string>>;

/** English needs a second form for one thing; Chinese does not. */
export type Plural = { readonly one: string; readonly other: string };

/** The English side of a catalogue: the same keys, each a text or its two forms. */
export type English<S extends Source> = { readonly [K in keyof S]: string | Plural };

/** The names of the `{parameters}` in a text. */
export type ParamsOf<S extends string> = S extends `${string}{${infer P}}${infer Rest}`
  ? P | ParamsOf<Rest>
  : never;

type Args<S extends string> = [ParamsOf<S>] extends [never]
  ? []
  : [params: { readonly [P in ParamsOf<S>]: string | number } & Form<S>];

/** A text whose number is shown grouped (`{rows}`) still needs the bare `count` to choose its English form. */
type Form<S extends string> = 'count' extends ParamsOf<S> ? unknown : { readonly count?: number };

/** Gives the text of a key in the current language; `{count}` chooses between one and several. */
export type Translate<S extends Source> = <K extends keyof S & string>(key: K, ...args: Args<S[K]>) => string;
