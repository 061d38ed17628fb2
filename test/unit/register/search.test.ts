import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageRids } from '../../../src/core/register/list.ts';
import { rowsByRid } from '../../../src/core/register/rows.ts';
import { lookup } from '../../../src/core/register/search.ts';
import { TestRegister } from '../../support/register.ts';

let here: TestRegister;
beforeEach(() => {
  here = new TestRegister();
});
afterEach(() => here.close());

const window = { offset: 0, limit: 50 };
const tagsFound = (search: string) =>
  rowsByRid(here.reg, 'asset', pageRids(here.reg, { entity: 'asset', search }, window)).map(
    (row) => row.values.tag,
  );
const peopleFound = (text: string) =>
  rowsByRid(here.reg, 'person', lookup(here.reg, 'person', text, 10)).map((row) => row.values.name);

describe('searching the register', () => {
  it('finds people by characters, by pinyin initials and by full pinyin', () => {
    here.commit(
      ['单雄信', 'Ella Brook'].map((name) => ({ op: 'create', entity: 'person', patch: { name } })),
    );
    for (const text of ['建林', '周建', 'zjl', 'zhoujianlin', 'ZJL'])
      expect(peopleFound(text)).toEqual(['周建林']);
    // 单 reads shan as a surname.
    expect(peopleFound('sxx')).toEqual(['单雄信']);
    expect(peopleFound('brook')).toEqual(['Ella Brook']);
  });

  it('finds assets by two characters of a name, by initials, by any part of a code and by whom they are with', () => {
    const [li] = here.commit([{ op: 'create', entity: 'person', patch: { name: '李娜' } }]).records as [
      string,
    ];
    here.asset('HF-SRV-00412', { name: '核心数据库服务器 DB-01', serial: '7XK2M93' });
    here.asset('HF-NB-02117', { name: '笔记本 ThinkPad T14', user: li });
    for (const text of ['数据', 'db-01', 'hxsjk', '0412', 'xk2m', 'HF-SRV'])
      expect(tagsFound(text)).toEqual(['HF-SRV-00412']);
    for (const text of ['think', '李娜', 'Pad T14']) expect(tagsFound(text)).toEqual(['HF-NB-02117']);
    expect(tagsFound('据核')).toEqual([]);
  });

  it('sorts Chinese names by pinyin among Latin ones', () => {
    for (const [tag, name] of [
      ['1', '周建林'],
      ['2', '白板'],
      ['3', 'Camera'],
      ['4', '张三的电脑'],
      ['5', 'apple'],
    ] as const) {
      here.asset(tag, { name });
    }
    const query = { entity: 'asset' as const, sort: { field: 'name', descending: false } };
    const names = rowsByRid(here.reg, 'asset', pageRids(here.reg, query, window)).map(
      (row) => row.values.name,
    );
    expect(names).toEqual(['apple', '白板', 'Camera', '张三的电脑', '周建林']);
  });

  it('forgets a name that was changed or deleted', () => {
    const id = here.asset('A-1', { name: '激光打印机' });
    here.commit([{ op: 'update', entity: 'asset', id, patch: { name: '扫描仪' } }]);
    expect(tagsFound('打印')).toEqual([]);
    expect(tagsFound('扫描')).toEqual(['A-1']);
    here.commit([{ op: 'delete', entity: 'asset', id }]);
    expect(tagsFound('扫描')).toEqual([]);
  });
});
