import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Terminal } from '../support/cli.ts';

let terminal: Terminal;
beforeAll(async () => {
  terminal = new Terminal();
  const rows = ['tag,name,class,cost,ledger no', 'A-1,Server,server,100,00001', 'A-2,Desk,furniture,50,'];
  const ran = await terminal.run(['import', terminal.write('register.csv', rows.join('\n')), '--json']);
  expect(ran.json().created).toBe(2);
});
afterAll(() => terminal.tidy());

describe('holdfast ledger', () => {
  it('reconciles a card list, shows result and lines, and writes the workbook', async () => {
    const list = terminal.write(
      'cards.csv',
      'Card no,Description,Booked\n00001,Server,120\n2,Chair,30\nTotal,,150\n',
    );
    const refused = await terminal.run(['ledger', 'reconcile', list]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('LEDGER_MAPPING_NEEDS');

    const said = ['--column', 'Booked=cost', '--period', '2026-12', '--name', 'Year end'];
    const made = (await terminal.run(['ledger', 'reconcile', list, ...said, '--json'])).json();
    expect(made).toMatchObject({ rows: 3, cards: 2, skipped: 1, rejected: 0, statedCost: 150 });
    expect(made.lines).toEqual({
      matched: 0,
      different: 1,
      onlyLedger: 1,
      onlyRegister: 1,
      ambiguous: 0,
      apart: 0,
    });
    expect(made.bridge.at(-1)).toEqual({ key: 'ledger', quantity: 2, cost: 150 });

    const out = terminal.path('result.xlsx');
    const shown = await terminal.run(['ledger', 'show', 'Year end', '--out', out, '--json']);
    expect(shown.json()).toMatchObject({ id: made.id, period: '2026-12', bridge: made.bridge, lost: [] });
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(out);
    expect(book.worksheets.map(({ name }) => name)).toContain('Only in ledger');

    const lines = (await terminal.run(['ledger', 'show', '--lines', 'different', '--json'])).json();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      kind: 'different',
      matchedBy: ['number'],
      differences: ['cost'],
      ledger: { number: '00001', cost: 120 },
      register: { tag: 'A-1', cost: 100 },
    });

    const undone = await terminal.run(['undo', made.batch, '--json']);
    expect(undone.json().restored).toBe(2);
    expect((await terminal.run(['ledger', 'list', '--json'])).json()).toEqual([]);
  });
});
