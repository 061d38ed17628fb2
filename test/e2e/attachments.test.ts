import { crc32, deflateSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './support/axe.ts';
import { launchBrowser, type OpenPage, openPage, screenshot } from './support/browser.ts';
import { type ShellProcess, startShell } from './support/shell-process.ts';
import { wordsOf } from './support/words.ts';

/** What the page's own picture elements can do; the browser's types are not known here. */
interface Image {
  decode(): Promise<void>;
  readonly naturalWidth: number;
}

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, 240_000);

afterAll(() => browser?.close());

/** A real picture of one colour, large enough to be scaled. */
function picture(width: number, height: number, rgb: readonly [number, number, number]): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, sum]);
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const line = Buffer.from([0, ...Array.from({ length: width }, () => rgb).flat()]);
  const lines = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', lines),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe.each(['zh', 'en'] as const)('attachments of an asset, in %s', (language) => {
  const words = wordsOf(language);
  const t = (key: string, params?: Record<string, string | number>) =>
    words.t('attachments', key as never, params as never);
  let shell: ShellProcess;
  let open: OpenPage;
  let page: Page;

  beforeAll(async () => {
    shell = await startShell({ demo: true });
    open = await openPage(browser, shell.link, language);
    page = open.page;
    page.setDefaultTimeout(20_000);
    const list = page.getByRole('grid', { name: words.t('assets', 'list') });
    await list
      .getByRole('row')
      .nth(language === 'zh' ? 1 : 2)
      .click();
    await page.getByTestId('asset-card').waitFor();
    await page.getByRole('tab', { name: t('tab') }).click();
  }, 240_000);
  afterAll(async () => {
    await open?.close();
    await shell?.stop();
  });

  it('are added, looked at, taken off and brought back', async () => {
    await page.getByText(t('emptyTitle')).waitFor();
    const nameplate = { name: '铭牌.png', mimeType: 'image/png', buffer: picture(640, 480, [14, 116, 144]) };
    const site = { name: 'site.png', mimeType: 'image/png', buffer: picture(300, 500, [217, 119, 6]) };
    const invoice = { name: '发票.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%x') };
    const program = { name: 'setup.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') };
    await page.getByTestId('attachment-input').setInputFiles([nameplate, site, invoice, program]);
    await page
      .getByTestId('done')
      .filter({ hasText: t('addedMany', { count: 3 }) })
      .waitFor();
    await page.getByText('setup.exe').first().waitFor();
    await page.getByText('发票.pdf').waitFor();
    const thumbnails = page.locator('.attachment-picture img');
    await expect.poll(() => thumbnails.count()).toBe(2);
    const width = await thumbnails
      .first()
      .evaluate((img: Image) => img.decode().then(() => img.naturalWidth));
    expect(width).toBe(320);
    await screenshot(page, `attachments-${language}`);
    expect(await barriers(page)).toEqual([]);

    await page.getByRole('button', { name: t('open', { name: '铭牌.png' }) }).click();
    const large = page.locator('.picture-large img');
    await large.waitFor();
    expect(await large.evaluate((img: Image) => img.decode().then(() => img.naturalWidth))).toBe(640);
    await page.keyboard.press('ArrowRight');
    await page.getByText(t('position', { at: 2, count: 2 })).waitFor();
    expect(await barriers(page)).toEqual([]);
    await screenshot(page, `attachments-large-${language}`);
    await page.keyboard.press('Escape');
    await large.waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: t('remove', { name: 'site.png' }) }).click();
    const told = page.getByTestId('done').filter({ hasText: t('removed', { name: 'site.png' }) });
    await told.waitFor();
    await expect.poll(() => thumbnails.count()).toBe(1);
    await told.getByRole('button').click();
    await expect.poll(() => thumbnails.count()).toBe(2);
  });

  it('are added by dropping them on the card', async () => {
    const dropped = await page.evaluateHandle(() => {
      const { DataTransfer, File } = globalThis as unknown as {
        DataTransfer: new () => { items: { add(file: unknown): void } };
        File: new (parts: string[], name: string, options: object) => unknown;
      };
      const data = new DataTransfer();
      data.items.add(new File(['保修到 2029 年'], '保修.txt', { type: 'text/plain' }));
      return data;
    });
    const card = page.getByTestId('attachments');
    await card.dispatchEvent('dragover', { dataTransfer: dropped });
    await page.getByText(t('dropNow')).waitFor();
    await card.dispatchEvent('drop', { dataTransfer: dropped });
    await page
      .getByTestId('done')
      .filter({ hasText: t('added', { name: '保修.txt' }) })
      .waitFor();
    await page.getByRole('button', { name: t('download', { name: '保修.txt' }) }).waitFor();
  });

  it('are downloaded as they were', async () => {
    const begun = page.waitForEvent('download');
    await page.getByRole('button', { name: t('download', { name: '发票.pdf' }) }).click();
    const download = await begun;
    expect(download.suggestedFilename()).toBe('发票.pdf');
    const pieces: Buffer[] = [];
    for await (const piece of await download.createReadStream()) pieces.push(piece as Buffer);
    expect(Buffer.concat(pieces).toString()).toBe('%PDF-1.7\n%x');
    expect(open.complaints).toEqual([]);
  });
});
