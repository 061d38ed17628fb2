import { Button } from 'antd';
import { useRef } from 'react';
import { useT } from '../i18n/index.ts';
import { chosenFiles } from './dropped-files.ts';
import { takeLandscapeFiles } from './landscape-store.ts';

/** Chooses a folder of inventories or exports. */
export function FolderButton({ disabled }: { disabled: boolean }) {
  const t = useT('landscapes');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button disabled={disabled} title={t('hint')} onClick={() => input.current?.click()}>
        {t('chooseFolder')}
      </Button>
      <input
        ref={(element) => {
          input.current = element;
          element?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('chooseFolder')}
        onChange={(event) => {
          const files = event.target.files ? chosenFiles(event.target.files) : [];
          event.target.value = '';
          if (files.length > 0) void takeLandscapeFiles(files);
        }}
      />
    </>
  );
}
