import type { ListQuery } from '../../contract/api/index.ts';

export interface ExportDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly query: ListQuery;
  /** Field keys in the order of the list. */
  readonly columns: readonly string[];
  /** Only these, when some are selected. */
  readonly selectedIds: readonly string[];
}

export default function ExportDialog(_props: ExportDialogProps) {
  return null;
}
