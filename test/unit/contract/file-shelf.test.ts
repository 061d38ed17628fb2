import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FileShelf } from '../../../src/contract/files.ts';

function world() {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-shelf-'));
  let n = 0;
  const shelf = new FileShelf(() => `id-${++n}`);
  onTestFinished(() => {
    shelf.clear();
    rmSync(folder, { recursive: true, force: true });
  });
  const make = (name: string, text: string): string => {
    const id = shelf.begin(name);
    shelf.append(id, 0, Buffer.from(text));
    return id;
  };
  return { folder, shelf, make };
}

describe('a file on its way out', () => {
  it('is called as the person calls it, so that errors can name it', () => {
    const { shelf } = world();
    expect(basename(shelf.reserve('资产 2026（终）.xlsx').path)).toBe('资产 2026（终）.xlsx');
    const [a, b] = [shelf.reserve('same.xlsx'), shelf.reserve('same.xlsx')];
    expect(a.path).not.toBe(b.path);
    expect(basename(shelf.reserve('../../evil:name.xlsx').path)).toBe('evil_name.xlsx');
  });

  it('replaces what was there, and leaves no half file beside it', () => {
    const { folder, shelf, make } = world();
    const target = join(folder, 'out.xlsx');
    writeFileSync(target, 'old');
    shelf.saveAs(make('out.xlsx', 'new'), target);
    expect(readFileSync(target, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['out.xlsx']);
  });

  it('is not mixed up with the half file of another that is saved under the same name', () => {
    const { folder, shelf, make } = world();
    const target = join(folder, 'out.xlsx');
    writeFileSync(`${target}.partial`, 'half of another');
    shelf.saveAs(make('out.xlsx', 'whole'), target);
    expect(readFileSync(target, 'utf8')).toBe('whole');
    expect(readFileSync(`${target}.partial`, 'utf8')).toBe('half of another');
  });

  it('says where it could not be put, and keeps what was there', () => {
    const { folder, shelf, make } = world();
    const target = join(folder, 'out.xlsx');
    mkdirSync(target);
    expect(() => shelf.saveAs(make('out.xlsx', 'new'), target)).toThrow(
      expect.objectContaining({
        code: 'FILE_NOT_WRITABLE',
        params: expect.objectContaining({ file: target }),
      }),
    );
    expect(readdirSync(folder)).toEqual(['out.xlsx']);
    expect(existsSync(target)).toBe(true);
  });
});
