import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { isBusy, takeFile } from './import-store.ts';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/**
 * A workbook that is dropped anywhere on the window is taken to the import page. Without this the browser would leave
 * the app and open the file. The import page itself has a place of its own for it.
 */
export function useWindowDrop(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.defaultPrevented || !hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = isBusy() ? 'none' : 'copy';
    };
    const drop = (event: DragEvent): void => {
      if (event.defaultPrevented || !hasFiles(event)) return;
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (!file || isBusy()) return;
      void navigate('/import');
      void takeFile(file);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [navigate]);
}
