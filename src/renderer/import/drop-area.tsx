import { App } from 'antd';
import { type DragEvent, type ReactNode, useState } from 'react';
import { useT } from '../i18n/index.ts';
import { droppedFiles, looksLikeLandscape } from '../landscapes/dropped-files.ts';
import { takeLandscapeFiles } from '../landscapes/landscape-store.ts';
import { takeFile } from './import-store.ts';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** Takes a file that is dropped anywhere on the page. */
export function DropArea({ disabled, children }: { disabled: boolean; children: ReactNode }) {
  const t = useT('import');
  const { message } = App.useApp();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(false);
    const [file, ...more] = event.dataTransfer.files;
    if (!file || disabled) return;
    if (looksLikeLandscape(event.dataTransfer)) {
      // The list is gone once the event is over, so it is read at once.
      const reading = droppedFiles(event.dataTransfer);
      void reading.then((files) => files.length > 0 && takeLandscapeFiles(files));
      return;
    }
    if (more.length > 0) message.info(t('oneFile', { name: file.name }));
    void takeFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition to the button, which the keyboard has
    <div
      className="page import-page"
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = disabled ? 'none' : 'copy';
        setOver(!disabled);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={drop}
    >
      {children}
      {over && <div className="import-drop">{t('dropNow')}</div>}
    </div>
  );
}
