import { AuditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useT } from '../i18n/index.ts';

const PackDialog = lazy(() => import('./pack-dialog.tsx'));

/** Opens the dialog of the auditor's pack. */
export function PackButton() {
  const t = useT('papers');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<AuditOutlined aria-hidden="true" />} onClick={() => setOpen(true)}>
        {t('pack')}
      </Button>
      <Suspense fallback={null}>{open && <PackDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
