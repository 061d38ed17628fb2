import { app, type Session, session, shell, type WebContents } from 'electron';
import { pageOrigin } from './channels.ts';

/**
 * Denies every page what Holdfast has no use for: leaving app://, opening windows, embedding web views,
 * and every permission but the camera, which scans barcodes.
 */
export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => denyNavigation(contents));
  denyPermissions(session.defaultSession);
}

/** Whether an address is one of our own pages. */
export function isOwnPage(address: string | undefined): boolean {
  return address !== undefined && (address === pageOrigin || address.startsWith(`${pageOrigin}/`));
}

function denyNavigation(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    // A link to a vendor's page opens in the person's own browser, never in a window of ours.
    if (url.startsWith('https://')) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

function denyPermissions(target: Session): void {
  target.setPermissionRequestHandler((contents, permission, answer, details) => {
    const camera =
      permission === 'media' && 'mediaTypes' in details && details.mediaTypes?.join() === 'video';
    answer(camera && isOwnPage(contents.getURL()));
  });
  target.setPermissionCheckHandler((_contents, permission, origin, details) => {
    return permission === 'media' && details.mediaType === 'video' && isOwnPage(origin.replace(/\/$/, ''));
  });
  target.setDevicePermissionHandler(() => false);
}
