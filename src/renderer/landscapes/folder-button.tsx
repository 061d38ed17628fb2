import { Button } from 'antd';
import { useT } from '../i18n/index.ts';
import { chosenFiles } from './dropped-files.ts';
import { takeLandscapeFiles } from './landscape-store.ts';

/** Chooses a folder of inventories or exports. */
export function FolderButton({ disabled }: { disabled: boolean }) {
  const t = useT('landscapes');
  return (
    <Button disabled={disabled} title={t('hint')} onClick={chooseFolder}>
      {t('chooseFolder')}
    </Button>
  );
}

/** The browser's own dialog, which only an input opens. */
function chooseFolder(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.setAttribute('webkitdirectory', '');
  input.addEventListener('change', () => {
    const files = input.files ? chosenFiles(input.files) : [];
    if (files.length > 0) void takeLandscapeFiles(files);
  });
  input.click();
}
