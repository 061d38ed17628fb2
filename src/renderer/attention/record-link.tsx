import { Link } from 'react-router';
import { entityOf } from '../../model/entities/index.ts';
import type { EntityKey } from '../../model/types.ts';
import { recordPath } from '../app/search-box.tsx';
import { useLabel } from '../i18n/index.ts';

interface RecordLinkProps {
  readonly entity: EntityKey;
  readonly id: string;
  readonly label: string;
}

/** A record's name, as a link where it has a page of its own. */
export function RecordLink({ entity, id, label }: RecordLinkProps) {
  const word = useLabel();
  const name = label || word(entityOf(entity).label);
  const path = recordPath(entity, id);
  return path ? <Link to={path}>{name}</Link> : <span>{name}</span>;
}
