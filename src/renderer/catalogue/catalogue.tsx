import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { buildCatalogue, builtinCatalogue, type Catalogue, type Definitions } from '../../model/catalogue.ts';
import { orpc } from '../app/client.ts';

const Context = createContext<Catalogue>(builtinCatalogue);

let current: Catalogue = builtinCatalogue;

/** The same outside of components, such as for the words of an error. A page shows one register. */
export function currentCatalogue(): Catalogue {
  return current;
}

/** Classes, fields and relation types of the register, those made by users included; follows when they change. */
export function useCatalogue(): Catalogue {
  return useContext(Context);
}

/** Fetches the definitions and shows nothing that depends on them before they are there. */
export function CatalogueProvider({ children }: { children: ReactNode }) {
  const { data, error } = useQuery(orpc.definitions.records.queryOptions());
  // The same definitions come as the same object, so that a commit elsewhere does not build everything anew.
  const catalogue = useMemo(() => (data ? buildCatalogue(data as Definitions) : null), [data]);
  current = catalogue ?? builtinCatalogue;
  if (!catalogue && !error) return <div className="splash" />;
  return <Context value={catalogue ?? builtinCatalogue}>{children}</Context>;
}
