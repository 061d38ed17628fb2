import { createSheet } from '../../src/core/stocktake/create.ts';
import { type Scan, scanLabel } from '../../src/core/stocktake/scan.ts';
import { startSheet } from '../../src/core/stocktake/start.ts';
import type { RoleKey } from '../../src/model/index.ts';
import { TestRegister } from './register.ts';

/** A small company: two buildings with rooms, two people, and whatever assets a test adds. */
export class StocktakeWorld extends TestRegister {
  readonly places: Record<string, string> = {};
  readonly people: Record<string, string> = {};

  /** Makes a place inside another one. */
  place(name: string, parent?: string): string {
    const patch = { name, kind: 'room', ...(parent ? { parent: this.places[parent] as string } : {}) };
    const id = this.commit([{ op: 'create', entity: 'location', patch }]).records[0] as string;
    this.places[name] = id;
    return id;
  }

  person(name: string, role: RoleKey | null = null, department: string | null = null): string {
    const patch = { name, role, department, active: true };
    const id = this.commit([{ op: 'create', entity: 'person', patch }]).records[0] as string;
    this.people[name] = id;
    return id;
  }

  /** Drafts and starts a stocktake over the given scope. */
  stocktake(filter = '', locations: readonly string[] = []): string {
    const id = createSheet(this.reg, this.me, {
      name: '年度盘点',
      filter,
      locations: locations.map((name) => this.places[name] as string),
      due: null,
    });
    startSheet(this.reg, this.me, id);
    return id;
  }

  /** Scans a label at a place given by its name. */
  scan(sheet: string, label: string, place: string | null = null, more: Partial<Scan> = {}) {
    const location = place === null ? null : (this.places[place] as string);
    return scanLabel(this.reg, this.me, sheet, {
      scan: label,
      location,
      user: null,
      condition: null,
      notes: null,
      ...more,
    });
  }

  values(entity: string, id: string): Record<string, unknown> {
    return this.reg.db
      .prepare(`SELECT * FROM "${entity}" WHERE rid = ?`)
      .get(this.reg.keys.findRid(id)) as Record<string, unknown>;
  }
}
