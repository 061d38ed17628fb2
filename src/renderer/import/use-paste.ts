import { App } from 'antd';
import { useEffect } from 'react';
import { useT } from '../i18n/index.ts';
import { takeFile } from './import-store.ts';
import { readClipboard } from './paste.ts';

/** Takes what is pasted anywhere on the page: a copied file, cells of a spreadsheet, or text. */
export function usePaste(enabled: boolean): void {
  const t = useT('import');
  const { message } = App.useApp();
  useEffect(() => {
    if (!enabled) return undefined;
    const paste = (event: ClipboardEvent): void => {
      const data = event.clipboardData;
      // Words pasted into the search box are not a table.
      if (!data || (event.target instanceof HTMLElement && event.target.matches('input'))) return;
      event.preventDefault();
      // A spreadsheet puts a picture of the cells beside them: the cells count, a picture never does.
      const file = [...data.files].find((each) => !each.type.startsWith('image/'));
      if (file) {
        void takeFile(file);
        return;
      }
      const parse = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');
      const pasted = readClipboard(data, parse);
      if (pasted) {
        const name = `${t('clipboard')}.${pasted.extension}`;
        void takeFile(new File(['\ufeff', pasted.text], name, { type: 'text/plain' }));
      } else message.info(t('pasteNothing'));
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [enabled, t, message]);
}
