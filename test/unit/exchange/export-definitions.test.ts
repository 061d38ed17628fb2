import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type ExportDefinitionOptions,
  exportDefinitionNamed,
  exportDefinitions,
  removeExportDefinition,
  saveExportDefinition,
} from '../../../src/core/exchange/export/definitions.ts';
import { TestRegister } from '../../support/register.ts';

let test: TestRegister;
beforeEach(() => {
  test = new TestRegister();
});
afterEach(() => test.close());

const options: ExportDefinitionOptions = {
  entity: 'asset',
  filter: 'class=server status!=retired',
  search: '数据库',
  sort: { field: 'cost', descending: true },
  columns: ['tag', 'name', 'cost', 'memory', 'attachments'],
  format: 'csv',
  language: 'en',
  plain: true,
};

it('keeps everything that an export is asked by, in its order', () => {
  const { id } = saveExportDefinition(test.reg, test.me, { name: ' 月报 ', options });
  expect(exportDefinitions(test.reg)).toEqual([{ id, name: '月报', options }]);
  expect(exportDefinitionNamed(test.reg, '月报').options).toEqual(options);
});

it('replaces all of a saved export, by its id or by its name', () => {
  const { id } = saveExportDefinition(test.reg, test.me, { name: 'Monthly', options });
  const { filter: _filter, search: _search, sort: _sort, ...bare } = options;
  saveExportDefinition(test.reg, test.me, { name: 'MONTHLY', options: { ...bare, format: 'ods' } });
  expect(exportDefinitions(test.reg)).toEqual([{ id, name: 'MONTHLY', options: { ...bare, format: 'ods' } }]);
  saveExportDefinition(test.reg, test.me, { id, name: 'Yearly', options });
  expect(exportDefinitions(test.reg)).toEqual([{ id, name: 'Yearly', options }]);
  expect(() => exportDefinitionNamed(test.reg, 'Monthly')).toThrow(
    expect.objectContaining({ code: 'EXPORT_DEFINITION_UNKNOWN' }),
  );
});

it('refuses columns that are none', () => {
  const wrong = { ...options, columns: ['tag', 'colour of the box'] };
  expect(() => saveExportDefinition(test.reg, test.me, { name: 'a', options: wrong })).toThrow(
    expect.objectContaining({ code: 'FIELD_UNKNOWN' }),
  );
});

it('can be deleted, once', () => {
  const { id } = saveExportDefinition(test.reg, test.me, { name: 'a', options });
  expect(removeExportDefinition(test.reg, test.me, id)).toBe(true);
  expect(exportDefinitions(test.reg)).toEqual([]);
  expect(removeExportDefinition(test.reg, test.me, id)).toBe(false);
});
