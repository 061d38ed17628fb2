import { entityOf } from '../../../model/entities/index.ts';
import { HoldfastError } from '../../../model/errors.ts';
import type { EntityKey, FieldDef, Value } from '../../../model/types.ts';
import { uuidText } from '../../log/pure/ids.ts';
import { allRids } from '../../register/list.ts';
import { whereOf } from '../../register/where.ts';
import { fromColumn } from '../../store/codec.ts';
import type { Register } from '../../store/register.ts';
import type { JobContext } from '../../workers/jobs.ts';
import { cellWords, refWords } from '../words.ts';
import type { WriteCell } from '../write/types.ts';
import { Attachments } from './attachments.ts';
import type { ExportColumn } from './columns.ts';
import type { ExportInput } from './types.ts';

export type TableRow = Readonly<Record<string, unknown>> & {
  readonly rid: number;
  readonly attrs: string | null;
  readonly heads: string | null;
  readonly changed_ms: number;
};

/** Words of places and people that are kept, since they repeat on many rows. */
const keptWords = 100_000;

/** The records of an export, one by one in their order, and their cells. */
export class ExportRows {
  readonly #reg: Register;
  readonly #input: ExportInput;
  readonly #context: JobContext;
  readonly #words = new Map<number, string>();
  readonly #attachments: Attachments;
  /** Of the row whose id was asked for last. */
  #idOf = 0;
  #id = '';
  missing = 0;

  constructor(reg: Register, input: ExportInput, context: JobContext) {
    this.#reg = reg;
    this.#input = input;
    this.#context = context;
    this.#attachments = new Attachments(reg);
  }

  /** How many there should be. */
  total(): number {
    const { query, ids } = this.#input;
    if (ids) return ids.length;
    const where = whereOf(this.#reg, query);
    return this.#reg.db
      .prepare<unknown[], number>(`SELECT count(*) FROM "${query.entity}" WHERE ${where.sql}`)
      .pluck()
      .get(...where.params) as number;
  }

  /** @throws CANCELLED */
  *records(): Generator<TableRow> {
    const { entity } = this.#input.query;
    const get = this.#reg.sql(`SELECT * FROM "${entity}" WHERE rid = ? AND deleted = 0`);
    let done = 0;
    for (const rid of this.#rids()) {
      if (done++ % 500 === 0 && this.#context.cancelled()) throw new HoldfastError('CANCELLED');
      const row = rid === null ? undefined : (get.get(rid) as TableRow | undefined);
      if (row) yield row;
      else this.missing++;
    }
  }

  *#rids(): Generator<number | null> {
    const { ids, query } = this.#input;
    if (!ids) yield* allRids(this.#reg, query);
    else for (const id of ids) yield this.#reg.keys.findRid(id);
  }

  /** A row's id. Each is asked for while its row is written and never again: what is kept of a million only takes room. */
  id({ rid }: TableRow): string {
    if (rid !== this.#idOf) {
      const bytes = this.#reg.sql('SELECT id FROM record WHERE rid = ?').pluck().get(rid) as Buffer;
      this.#id = uuidText(bytes);
      this.#idOf = rid;
    }
    return this.#id;
  }

  /** What the row's cells show. */
  cells(row: TableRow, columns: readonly ExportColumn[]): WriteCell[] {
    const { language } = this.#input;
    let attrs: Record<string, Value> | null = null;
    return columns.map(({ key, field, source }) => {
      if (source === 'id') return this.id(row);
      if (source === 'attachments') return this.#attachments.cell(this.id(row), language);
      if (source === 'class') {
        attrs ??= attrsOf(row);
        return cellWords(this.#reg, key, field, attrs[key] ?? null, language);
      }
      const column = row[key];
      if (column === null || column === undefined) return null;
      if (field.type === 'ref') return this.refWords(field, column as number);
      if (key === 'class') return this.#reg.catalogue.classOf(column)?.label[language] ?? String(column);
      return cellWords(this.#reg, key, field, fromColumn(this.#reg.keys, field, column), language);
    });
  }

  refWords(field: FieldDef, rid: number): string {
    let text = this.#words.get(rid);
    if (text === undefined) {
      text = refWords(this.#reg, this.#input.query.entity, field.target as EntityKey, rid);
      if (this.#words.size < keptWords) this.#words.set(rid, text);
    }
    return text;
  }
}

/** Values of class fields, which have no column of their own. */
export function attrsOf(row: TableRow): Record<string, Value> {
  return typeof row.attrs === 'string' ? (JSON.parse(row.attrs) as Record<string, Value>) : {};
}

/** The entities that an export reads: its own and those whose words it shows. */
export function entitiesOf(input: ExportInput): EntityKey[] {
  const { entity } = input.query;
  const targets = Object.values(entityOf(entity).fields).map(({ target }) => target);
  const beside: (EntityKey | undefined)[] = input.columns.includes('attachments') ? ['attachment'] : [];
  return [...new Set([entity, ...targets, ...beside])].filter((key) => key !== undefined);
}
