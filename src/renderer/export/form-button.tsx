import { FormOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { EntityKey } from '../../model/types.ts';
import { useT } from '../i18n/index.ts';

const FormDialog = lazy(() => import('./form-dialog.tsx'));

/** Fills a person's own form with one document: a retirement, a stocktake. */
export function FormButton({ entity, id }: { entity: EntityKey; id: string }) {
  const t = useT('papers');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<FormOutlined aria-hidden="true" />} onClick={() => setOpen(true)}>
        {t('form')}
      </Button>
      <Suspense fallback={null}>
        {open && <FormDialog entity={entity} selectedIds={[id]} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}
