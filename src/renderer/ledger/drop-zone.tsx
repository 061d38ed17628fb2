import { InboxOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { type CoreFile, chooseWorkbook, hasDesktopDialogs } from '../app/host.ts';
import { useT } from '../i18n/index.ts';

const accepted = '.xlsx,.xlsm,.xls,.xlsb,.ods,.csv,.tsv,.txt';
const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

interface DropZoneProps {
  readonly disabled: boolean;
  readonly onFile: (file: File) => void;
  readonly children: ReactNode;
}

/** Takes a card list that is dropped anywhere on the page. */
export function DropZone({ disabled, onFile, children }: DropZoneProps) {
  const t = useT('ledger');
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition to the button, which the keyboard has
    <div
      className="work-page ledger-drop-page"
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = disabled ? 'none' : 'copy';
        setOver(!disabled);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file && !disabled) onFile(file);
      }}
    >
      {children}
      {over && <div className="ledger-drop">{t('dropNow')}</div>}
    </div>
  );
}

interface ChooseFileProps {
  readonly disabled: boolean;
  readonly onFile: (file: File | (() => Promise<CoreFile | null>)) => void;
}

/** The way to a file by button. */
export function ChooseFile({ disabled, onFile }: ChooseFileProps) {
  const t = useT('ledger');
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="panel ledger-choose">
      <InboxOutlined className="ledger-choose-icon" aria-hidden="true" />
      <h2>{t('dropTitle')}</h2>
      <p>{t('dropHint')}</p>
      <Button
        type="primary"
        disabled={disabled}
        onClick={() => (hasDesktopDialogs() ? onFile(chooseWorkbook) : input.current?.click())}
      >
        {t('chooseFile')}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accepted}
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('dropTitle')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
    </div>
  );
}
