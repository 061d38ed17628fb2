import type { EntityKey } from '../../model/types.ts';

export default function PlacesPage({ kind }: { kind: EntityKey }) {
  return <p>{kind}</p>;
}
