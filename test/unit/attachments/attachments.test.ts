import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  attach,
  attachmentsOf,
  detach,
  largestAttachment,
  storeFile,
} from '../../../src/core/attachments/attachments.ts';
import { BlobStore, blobFolder } from '../../../src/core/attachments/blob-store.ts';
import { fileTypeOf, nameFor } from '../../../src/core/attachments/file-type.ts';
import { keepPhotos, PlannedPhotos, SheetPictures } from '../../../src/core/attachments/photos.ts';
import { backUp } from '../../../src/core/backup/backup.ts';
import { restoreBackup } from '../../../src/core/backup/restore.ts';
import { verifyRegister } from '../../../src/core/backup/verify.ts';
import type { Picture, Sheet } from '../../../src/core/exchange/read/types.ts';
import { undoBatch } from '../../../src/core/log/undo.ts';
import { TestRegister } from '../../support/register.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const jpeg = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(100, 7)]);

function register(): TestRegister {
  const test = new TestRegister();
  onTestFinished(() => test.close());
  return test;
}

function file(test: TestRegister, name: string, content: Buffer | string): string {
  const path = join(test.folder, name);
  writeFileSync(path, content);
  return path;
}

const partsIn = (folder: string) =>
  (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.part'));

describe('the store of attached files', () => {
  it('keeps content under its hash, once, and complete', () => {
    const test = register();
    const store = BlobStore.of(test.reg.file);
    const sha256 = store.put(png, 'png');
    expect(store.put(png, 'png')).toBe(sha256);
    const path = store.find(sha256) as string;
    expect(path).toBe(join(test.folder, 'register-files', sha256.slice(0, 2), `${sha256}.png`));
    expect([...store.all()]).toEqual([{ sha256, path }]);
    expect(store.read(sha256, 1, 3)).toEqual({ bytes: png.subarray(1, 4), size: png.length });
    expect(store.read(sha256, png.length - 2, 100).bytes).toEqual(png.subarray(-2));
    expect(partsIn(test.folder)).toEqual([]);
  });

  it('gives nothing that lost its hash, and mends it when the content comes again', () => {
    const test = register();
    const sha256 = BlobStore.of(test.reg.file).put(png, 'png');
    const path = BlobStore.of(test.reg.file).find(sha256) as string;
    expect(statSync(path).mode & 0o777).toBe(0o444);
    rmSync(path);
    writeFileSync(path, 'something else');
    const fresh = BlobStore.of(test.reg.file);
    expect(() => fresh.read(sha256, 0, 10)).toThrow(expect.objectContaining({ code: 'ATTACHMENT_DAMAGED' }));
    expect(() => fresh.read('0'.repeat(64), 0, 1)).toThrow(
      expect.objectContaining({ code: 'ATTACHMENT_MISSING' }),
    );
    fresh.put(png, 'png');
    expect(readFileSync(path)).toEqual(png);
  });

  it('removes what a killed process left half-written, once it is old', () => {
    const test = register();
    const store = BlobStore.of(test.reg.file);
    const folder = dirname(store.find(store.put(png, 'png')) as string);
    const [old, fresh] = [join(folder, 'a.png.1.part'), join(folder, 'a.png.2.part')];
    for (const path of [old, fresh]) writeFileSync(path, 'half');
    utimesSync(old, 0, 0);
    rmSync(store.find(store.put(png, 'png')) as string);
    new BlobStore(store.folder).put(png, 'png');
    expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
  });

  it('says when there is no room or no right to write', () => {
    const test = register();
    writeFileSync(blobFolder(test.reg.file), 'a file where the folder should be');
    expect(() => BlobStore.of(test.reg.file).put(png, 'png')).toThrow(
      expect.objectContaining({ code: 'FILE_NOT_WRITABLE' }),
    );
  });
});

describe('the type of a file', () => {
  const bytes = (hex: string, size = 64) => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(size)]);
  it.each([
    ['a.png', png, 'image/png'],
    ['photo.jpeg', jpeg, 'image/jpeg'],
    ['x.webp', Buffer.from('RIFF0000WEBPVP8 '), 'image/webp'],
    ['x.gif', Buffer.from('GIF89a…'), 'image/gif'],
    ['手机.heic', Buffer.from('\0\0\0\x18ftypheic'), 'image/heic'],
    ['a.pdf', Buffer.from('%PDF-1.7\n'), 'application/pdf'],
    ['a.xlsx', bytes('504b0304'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['a.zip', bytes('504b0304'), 'application/zip'],
    ['a.doc', bytes('d0cf11e0a1b11ae1'), 'application/msword'],
    ['a.txt', Buffer.from('说明'), 'text/plain'],
    ['setup.exe', bytes('4d5a'), undefined],
    ['a.txt', bytes('4d5a00'), undefined],
    ['a.html', Buffer.from('<script>'), undefined],
    ['a.svg', Buffer.from('<svg/>'), undefined],
    ['run.bat', Buffer.from('del *'), undefined],
  ])('%s', (name, content, mime) => {
    expect(fileTypeOf(content, name)?.mime).toBe(mime);
  });

  it('mends names whose ending says something else', () => {
    const type = { mime: 'image/jpeg', extension: 'jpg', others: ['jpeg'] };
    expect(nameFor('a.JPEG', type)).toBe('a.JPEG');
    expect(nameFor('../扫描件.pdf', type)).toBe('.._扫描件.pdf.jpg');
    expect(nameFor('', type)).toBe('file.jpg');
  });
});

describe('attachments of a record', () => {
  it('are listed oldest first and attached once each', () => {
    const test = register();
    const asset = test.asset('A1');
    const first = attach(test.reg, test.me, asset, file(test, 'a', png), '铭牌.png');
    attach(test.reg, test.me, asset, file(test, 'b', jpeg), '现场.jpg');
    expect(attach(test.reg, test.me, asset, file(test, 'c', png), '又一次.png')).toEqual(first);
    expect(
      attachmentsOf(test.reg, asset).map(({ name, mime, size, here }) => [name, mime, size, here]),
    ).toEqual([
      ['铭牌.png', 'image/png', png.length, true],
      ['现场.jpg', 'image/jpeg', jpeg.length, true],
    ]);
    expect(first.at).toBeGreaterThan(0);
    expect(attachmentsOf(test.reg, test.asset('A2'))).toEqual([]);
  });

  it('are refused when they are empty, too large, of a kind that runs, or of a record that is gone', () => {
    const test = register();
    const asset = test.asset('A1');
    const refused = (name: string, content: Buffer, record = asset) => {
      try {
        attach(test.reg, test.me, record, file(test, 'x', content), name);
        return 'taken';
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(refused('a.png', Buffer.alloc(0))).toBe('ATTACHMENT_EMPTY');
    expect(refused('a.exe', Buffer.from('MZ'))).toBe('ATTACHMENT_TYPE');
    expect(refused('a.png', png, test.reg.newId())).toBe('RECORD_NOT_FOUND');
    expect(refused('a.png', Buffer.concat([png, Buffer.alloc(largestAttachment)]))).toBe(
      'ATTACHMENT_TOO_LARGE',
    );
    expect(existsSync(blobFolder(test.reg.file))).toBe(false);
  });

  it('are for those who may change the record', () => {
    const test = register();
    const asset = test.asset('A1');
    const viewer = test.commit([
      { op: 'create', entity: 'person', patch: { name: '看客', role: 'viewer', active: true } },
    ]).records[0] as string;
    expect(() => attach(test.reg, viewer, asset, file(test, 'a', png), 'a.png')).toThrow(
      expect.objectContaining({ code: 'ROLE_FORBIDS' }),
    );
  });

  it('can be taken off, which undo takes back', async () => {
    const test = register();
    const asset = test.asset('A1');
    const { id } = attach(test.reg, test.me, asset, file(test, 'a', png), 'a.png');
    const { batch } = detach(test.reg, test.me, id);
    expect(attachmentsOf(test.reg, asset)).toEqual([]);
    await undoBatch(test.reg, test.me, batch);
    expect(attachmentsOf(test.reg, asset)).toMatchObject([{ id, here: true }]);
  });

  it('whose content is on another device are told as such', () => {
    const test = register();
    const asset = test.asset('A1');
    attach(test.reg, test.me, asset, file(test, 'a', png), 'a.png');
    rmSync(blobFolder(test.reg.file), { recursive: true });
    expect(attachmentsOf(test.reg, asset)).toMatchObject([{ here: false }]);
  });
});

describe('backups', () => {
  it('hold the attached files and bring them back', () => {
    const test = register();
    const asset = test.asset('A1');
    const { sha256 } = attach(test.reg, test.me, asset, file(test, 'a', png), 'a.png');
    const { file: backup } = backUp(test.reg.file, 'manual', test.reg.deps.now());
    test.reg.close();
    rmSync(blobFolder(test.file), { recursive: true });
    rmSync(test.file);
    restoreBackup(backup, test.file, Date.now());
    test.reopen();
    expect(attachmentsOf(test.reg, asset)).toMatchObject([{ sha256, here: true }]);
    expect(BlobStore.of(test.reg.file).read(sha256, 0, 1000).bytes).toEqual(png);
  });

  it('cost no room for files that another backup holds', () => {
    const test = register();
    const { sha256 } = attach(test.reg, test.me, test.asset('A1'), file(test, 'a', png), 'a.png');
    backUp(test.reg.file, 'manual', test.reg.deps.now());
    backUp(test.reg.file, 'manual', test.reg.deps.now() + 60_000);
    const kept = new BlobStore(join(test.folder, 'register-backups', 'files')).find(sha256) as string;
    expect(statSync(kept).nlink).toBe(2);
  });

  it('are verified together with the attached files', () => {
    const test = register();
    const { sha256 } = attach(test.reg, test.me, test.asset('A1'), file(test, 'a', png), 'a.png');
    const verify = () => verifyRegister(test.reg, { progress: () => {}, cancelled: () => false });
    expect(verify().ok).toBe(true);
    const path = BlobStore.of(test.reg.file).find(sha256) as string;
    rmSync(path);
    writeFileSync(path, 'x');
    expect(verify().problems.map(({ code }) => code)).toEqual(['ATTACHMENT_DAMAGED']);
  });
});

describe('pictures of an import', () => {
  it('become attachments when the plan is run, each once', () => {
    const test = register();
    const asset = test.asset('A1');
    attach(test.reg, test.me, asset, file(test, 'a', png), 'a.png');
    const picture = (row: number, name: string, bytes: Buffer): Picture => ({
      row,
      column: 2,
      name,
      mime: 'image/png',
      bytes: () => bytes,
    });
    const pictures = [
      picture(2, 'image1.png', png),
      picture(2, 'image2.jpg', jpeg),
      picture(2, 'image3.jpg', jpeg),
      picture(3, 'x.emf', Buffer.from('01000000', 'hex')),
    ];
    const inSheet = new SheetPictures({ pictures } as unknown as Sheet);
    const folder = join(test.folder, 'plan.files');
    const planned = new PlannedPhotos(test.reg, folder);
    const { drafts, errors } = planned.draftsFor(asset, inSheet.at(2, 2));
    expect(errors).toEqual([]);
    expect(drafts.map((draft) => 'patch' in draft && draft.patch.name)).toEqual(['image2.jpg']);
    expect(planned.draftsFor(asset, inSheet.at(3, 2)).errors.map(({ code }) => code)).toEqual([
      'ATTACHMENT_TYPE',
    ]);
    expect(inSheet.at(4, 2)).toEqual([]);
    keepPhotos(test.reg.file, folder);
    test.commit(drafts, 'import');
    expect(attachmentsOf(test.reg, asset).map(({ name, here }) => [name, here])).toEqual([
      ['a.png', true],
      ['image2.jpg', true],
    ]);
    expect(existsSync(folder)).toBe(false);
  });

  it('are put aside in the folder of the plan', () => {
    const test = register();
    const store = new BlobStore(join(test.folder, 'plan.files'));
    const stored = storeFile(store, jpeg, 'a.bin');
    expect(stored).toMatchObject({ name: 'a.bin.jpg', mime: 'image/jpeg', size: jpeg.length });
    expect(existsSync(blobFolder(test.reg.file))).toBe(false);
  });
});
