import { InboxOutlined } from '@ant-design/icons';
import { Button, Space } from 'antd';
import { useRef } from 'react';
import { chooseWorkbook, hasDesktopDialogs } from '../app/host.ts';
import { TemplateButton } from '../export/template-button.tsx';
import { useT } from '../i18n/index.ts';
import { FolderButton } from '../landscapes/folder-button.tsx';
import { takeFile } from './import-store.ts';
import { ProfileList } from './profile-list.tsx';
import { usePaste } from './use-paste.ts';

const accepted = '.xlsx,.xlsm,.xls,.xlsb,.ods,.csv,.tsv,.txt,.json,.xml';

/** The first step: drop a file, choose one, or paste cells. Dropping works on the whole page; see DropArea. */
export function ChooseStep({ busy }: { busy: boolean }) {
  const t = useT('import');
  const input = useRef<HTMLInputElement>(null);
  usePaste(!busy);
  const choose = (): void => {
    if (hasDesktopDialogs()) void takeFile(chooseWorkbook);
    else input.current?.click();
  };
  return (
    <div className="import-choices-page">
      <div className="panel import-choose">
        <InboxOutlined className="import-choose-icon" aria-hidden="true" />
        <h2>{t('dropTitle')}</h2>
        <p>{t('dropHint')}</p>
        <Space wrap>
          <Button type="primary" onClick={choose} disabled={busy}>
            {t('chooseFile')}
          </Button>
          <TemplateButton />
          <FolderButton disabled={busy} />
        </Space>
        <input
          ref={input}
          type="file"
          accept={accepted}
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t('stepChoose')}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) void takeFile(file);
          }}
        />
        <textarea
          className="import-paste"
          rows={1}
          value=""
          readOnly={busy}
          aria-label={t('pasteLabel')}
          placeholder={t('pasteHere')}
          onChange={() => {}}
        />
      </div>
      <div className="import-choose-side">
        <ProfileList />
      </div>
    </div>
  );
}
