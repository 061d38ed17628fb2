import { ExportOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { ListQuery } from '../../contract/api/index.ts';
import { useT } from '../i18n/index.ts';

const ExportDialog = lazy(() => import('./dialog.tsx'));

interface ExportButtonProps {
  readonly query: ListQuery;
  readonly columns: readonly string[];
  readonly selectedIds?: readonly string[];
}

/** Opens the export dialog over a list that keeps nothing of it in the address. */
export function ExportButton({ query, columns, selectedIds = [] }: ExportButtonProps) {
  const t = useT('export');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<ExportOutlined aria-hidden="true" />} onClick={() => setOpen(true)}>
        {t('title')}
      </Button>
      <Suspense fallback={null}>
        {open && (
          <ExportDialog
            open
            onClose={() => setOpen(false)}
            query={query}
            columns={columns}
            selectedIds={selectedIds}
          />
        )}
      </Suspense>
    </>
  );
}
