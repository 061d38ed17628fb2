import { describe, expect, it } from 'vitest';
import { dataFolder, defaultDataFile, type Surroundings } from '../../../src/shell/data-folder.ts';

const linux: Surroundings = { platform: 'linux', env: {}, home: '/home/li' };

describe('the data folder', () => {
  it('follows the convention of each operating system', () => {
    expect(dataFolder(linux)).toBe('/home/li/.local/share/holdfast');
    expect(dataFolder({ ...linux, env: { XDG_DATA_HOME: '/data' } })).toBe('/data/holdfast');
    expect(dataFolder({ platform: 'darwin', env: {}, home: '/Users/li' })).toBe(
      '/Users/li/Library/Application Support/Holdfast',
    );
    const windows: Surroundings = { platform: 'win32', env: { APPDATA: 'C:\\R' }, home: 'C:\\Users\\li' };
    expect(dataFolder(windows)).toBe('C:\\R\\Holdfast');
    expect(dataFolder({ ...windows, env: {} })).toBe('C:\\Users\\li\\AppData\\Roaming\\Holdfast');
  });

  it('can be named', () => {
    expect(dataFolder({ ...linux, env: { HOLDFAST_HOME: '/mnt/usb' } })).toBe('/mnt/usb');
  });

  it('keeps the sample register apart from the real one', () => {
    expect(defaultDataFile(true, linux)).not.toBe(defaultDataFile(false, linux));
  });
});
