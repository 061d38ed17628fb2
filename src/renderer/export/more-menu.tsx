import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { ListQuery } from '../../contract/api/index.ts';
import { useT } from '../i18n/index.ts';

const FormDialog = lazy(() => import('./form-dialog.tsx'));
const PackDialog = lazy(() => import('./pack-dialog.tsx'));

interface MoreMenuProps {
  readonly query: ListQuery;
  readonly selectedIds: readonly string[];
}

/** What a list can become beside a plain export: a person's own form, the auditor's pack. */
export function MoreMenu({ query, selectedIds }: MoreMenuProps) {
  const t = useT('papers');
  const [open, setOpen] = useState<'form' | 'pack' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'form', label: t('form') },
            { key: 'pack', label: t('pack') },
          ],
          onClick: ({ key }) => setOpen(key === 'form' ? 'form' : 'pack'),
        }}
      >
        <Button icon={<DownOutlined aria-hidden="true" />} aria-label={t('more')} title={t('more')} />
      </Dropdown>
      <Suspense fallback={null}>
        {open === 'form' && (
          <FormDialog entity={query.entity} query={query} selectedIds={selectedIds} onClose={close} />
        )}
        {open === 'pack' && <PackDialog onClose={close} />}
      </Suspense>
    </>
  );
}
