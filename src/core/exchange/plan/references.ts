import type { EntityKey, Value } from '../../../model/types.ts';
import type { Draft } from '../../log/commit.ts';
import { foldPath } from '../../log/special.ts';
import type { Register } from '../../store/register.ts';
import { foldText } from '../../store/text.ts';
import { Problem } from '../values/problem.ts';

/** The id of a record that is there or will be made, or why there is none. */
export type Resolved = string | Problem;

type Creation = Extract<Draft, { op: 'create' }>;

type Draftable = Readonly<Record<string, Value>>;

type Tree = 'location' | 'department';

/**
 * Finds what a row refers to by words, and notes what has to be made. What a row asked for is taken back when the row
 * is rejected, so that nothing is made for rows that don't come in.
 */
export class References {
  readonly #reg: Register;
  readonly #newId: () => string;
  /** Make what is not there; each sheet says so for itself. */
  createMissing = true;
  #pending: Creation[] = [];
  #undo: (() => void)[] = [];
  readonly #trees = new Map<string, TreeIndex>();
  readonly #names = new Map<EntityKey, Map<string, string[]>>();
  #models: Map<string, ModelEntry[]> | null = null;
  /** Places that were only named, and will be made for it. */
  readonly #onlyNamed = new Set<string>();

  constructor(reg: Register, newId: () => string) {
    this.#reg = reg;
    this.#newId = newId;
  }

  newId(): string {
    return this.#newId();
  }

  /** What the row at hand would have made. */
  get pending(): readonly Creation[] {
    return this.#pending;
  }

  /** What the accepted row needs made, in order. */
  accept(): Draft[] {
    const drafts = this.#pending;
    this.#pending = [];
    this.#undo = [];
    return drafts;
  }

  reject(): void {
    for (const undo of this.#undo.reverse()) undo();
    this.#pending = [];
    this.#undo = [];
  }

  /**
   * A place in a tree by its path (`总部/3号楼/机房A`, also with `>` or `\`), the end of a path, or a name that only
   * one place has. Missing parts are made below the longest part that is there.
   */
  place(entity: Tree, text: string): Resolved {
    const parts = text
      .split(/\s*[/\\>›→]\s*/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    if (parts.length === 0) return this.missing(entity, text);
    return this.#node(entity, this.#tree(entity), parts);
  }

  #node(entity: Tree, tree: TreeIndex, parts: readonly string[]): Resolved {
    const folded = foldPath(parts.join('/'));
    const exact = tree.byPath.get(folded);
    if (exact !== undefined) return exact;
    const name = foldText(parts.at(-1) as string);
    const same = (tree.byName.get(name) ?? []).filter((path) => path.endsWith(`/${folded}`));
    if (same.length > 1) return this.ambiguous(parts.join('/'), same.length);
    if (same.length === 1) return tree.byPath.get(same[0] as string) as string;
    if (!this.createMissing) return this.missing(entity, parts.join('/'));
    const parent = parts.length > 1 ? this.#node(entity, tree, parts.slice(0, -1)) : null;
    if (parent instanceof Problem) return parent;
    const id = this.create(entity, { name: parts.at(-1) as string, ...(parent ? { parent } : {}) });
    const path = parent ? `${tree.pathOf.get(parent)}/${name}` : name;
    this.#undo.push(addNode(tree, id, path, name));
    this.#onlyNamed.add(id);
    this.#undo.push(() => this.#onlyNamed.delete(id));
    return id;
  }

  /**
   * The node of a name directly under a parent (null: at the top).
   * @returns its id, or undefined
   */
  child(entity: Tree, parent: string | null, name: string): string | undefined {
    const tree = this.#tree(entity);
    const above = parent === null ? '' : `${tree.pathOf.get(parent) ?? '\u0000'}/`;
    return tree.byPath.get(`${above}${foldText(name)}`);
  }

  /** The nodes of a name, wherever they stand. */
  nodesNamed(entity: Tree, name: string): readonly string[] {
    const tree = this.#tree(entity);
    return (tree.byName.get(foldText(name)) ?? []).map((path) => tree.byPath.get(path) as string);
  }

  /** Does a node stand under another, or is it the same? */
  isWithin(entity: Tree, node: string, above: string): boolean {
    const { pathOf } = this.#tree(entity);
    const [path, top] = [pathOf.get(node), pathOf.get(above)];
    return node === above || (path !== undefined && top !== undefined && path.startsWith(`${top}/`));
  }

  /** Will the record be made only because a row named it? A row of its own then completes it. */
  isOnlyNamed(id: string): boolean {
    return this.#onlyNamed.has(id);
  }

  /** Makes the words of a record that a row makes or changes known to the rows after it. */
  note(entity: EntityKey, id: string, values: Draftable): void {
    const name = typeof values.name === 'string' ? values.name : null;
    if (name === null) return;
    if (entity === 'location' || entity === 'department') this.#noteNode(entity, id, name, values.parent);
    else if (entity === 'organisation') this.#noteName(entity, id, name);
    else if (entity === 'productModel') this.#noteModel(id, name, values);
  }

  #noteNode(entity: Tree, id: string, name: string, parent: Value | undefined): void {
    this.#onlyNamed.delete(id);
    const tree = this.#tree(entity);
    const folded = foldText(name);
    const path = typeof parent === 'string' ? `${tree.pathOf.get(parent) ?? ''}/${folded}` : folded;
    if (!tree.byPath.has(path)) addNode(tree, id, path, folded);
  }

  #noteName(entity: EntityKey, id: string, name: string): void {
    const names = this.#nameMap(entity);
    const folded = foldText(name);
    const ids = names.get(folded) ?? [];
    if (!ids.includes(id)) names.set(folded, [...ids, id]);
  }

  #noteModel(id: string, name: string, values: Draftable): void {
    const models = this.#modelMap();
    const folded = foldText(name);
    const others = (models.get(folded) ?? []).filter((model) => model.id !== id);
    const part = (key: string) => (typeof values[key] === 'string' ? (values[key] as string) : null);
    models.set(folded, [...others, { id, manufacturer: part('manufacturer'), number: part('number') }]);
  }

  #tree(entity: Tree): TreeIndex {
    let tree = this.#trees.get(entity);
    if (tree) return tree;
    tree = { byPath: new Map(), byName: new Map(), pathOf: new Map() };
    const rows = this.#reg.sql('SELECT rid, folded FROM tree_path WHERE entity = ?').all(entity);
    for (const { rid, folded } of rows as { rid: number; folded: string }[]) {
      if (!tree.byPath.has(folded)) {
        addNode(tree, this.#reg.keys.uuid(rid), folded, folded.split('/').pop() ?? folded);
      }
    }
    this.#trees.set(entity, tree);
    return tree;
  }

  /** A manufacturer, supplier or owner by name. */
  organisation(text: string, kind: 'manufacturer' | 'supplier' | 'own'): Resolved {
    return this.#named('organisation', text, { kind });
  }

  #named(entity: 'organisation', text: string, more: Draftable): Resolved {
    const names = this.#nameMap(entity);
    const folded = foldText(text);
    const found = names.get(folded) ?? [];
    if (found.length > 1) return this.ambiguous(text, found.length);
    if (found.length === 1) return found[0] as string;
    if (!this.createMissing) return this.missing(entity, text);
    const id = this.create(entity, { name: text, ...more });
    names.set(folded, [id]);
    this.#undo.push(() => names.delete(folded));
    return id;
  }

  #nameMap(entity: EntityKey): Map<string, string[]> {
    let names = this.#names.get(entity);
    if (names) return names;
    names = new Map();
    const rows = this.#reg.sql(`SELECT rid, name FROM "${entity}" WHERE deleted = 0`).all();
    for (const { rid, name } of rows as { rid: number; name: string | null }[]) {
      const folded = foldText(name ?? '');
      const list = names.get(folded);
      if (list) list.push(this.#reg.keys.uuid(rid));
      else names.set(folded, [this.#reg.keys.uuid(rid)]);
    }
    this.#names.set(entity, names);
    return names;
  }

  /** A product model by name, told apart by manufacturer and number where names repeat. */
  model(
    name: string,
    about: { number: string | null; manufacturer: string | null; class: string | null },
  ): Resolved {
    const models = this.#modelMap();
    const folded = foldText(name);
    const same = (models.get(folded) ?? []).filter(
      (model) =>
        about.manufacturer === null ||
        model.manufacturer === null ||
        model.manufacturer === about.manufacturer,
    );
    const byNumber = about.number === null ? [] : same.filter((model) => model.number === about.number);
    const found = byNumber.length > 0 ? byNumber : same;
    if (found.length === 1 || byNumber.length > 0) return (found[0] as ModelEntry).id;
    if (found.length > 1) return this.ambiguous(name, found.length);
    if (!this.createMissing) return this.missing('productModel', name);
    const patch: Record<string, Value> = { name };
    if (about.number !== null) patch.number = about.number;
    if (about.manufacturer !== null) patch.manufacturer = about.manufacturer;
    if (about.class !== null) patch.class = about.class;
    const id = this.create('productModel', patch);
    const list = models.get(folded) ?? [];
    models.set(folded, [...list, { id, manufacturer: about.manufacturer, number: about.number }]);
    this.#undo.push(() => models.set(folded, list));
    return id;
  }

  #modelMap(): Map<string, ModelEntry[]> {
    if (this.#models) return this.#models;
    const models = new Map<string, ModelEntry[]>();
    const rows = this.#reg
      .sql('SELECT rid, name, number, manufacturer FROM productModel WHERE deleted = 0')
      .all() as { rid: number; name: string | null; number: string | null; manufacturer: number | null }[];
    const { keys } = this.#reg;
    for (const row of rows) {
      const folded = foldText(row.name ?? '');
      const manufacturer = row.manufacturer === null ? null : keys.uuid(row.manufacturer);
      const entry = { id: keys.uuid(row.rid), manufacturer, number: row.number };
      models.set(folded, [...(models.get(folded) ?? []), entry]);
    }
    this.#models = models;
    return models;
  }

  /** Notes a record to be made with the row at hand. */
  create(entity: EntityKey, patch: Draftable): string {
    const id = this.newId();
    this.#pending.push({ op: 'create', entity, id, patch });
    return id;
  }

  /** Runs when the row at hand is rejected. */
  onReject(undo: () => void): void {
    this.#undo.push(undo);
  }

  ambiguous(value: string, count: number): Problem {
    return new Problem('REFERENCE_AMBIGUOUS', 'error', { params: { value, count } });
  }

  missing(_entity: EntityKey, value: string): Problem {
    return new Problem('REFERENCE_MISSING', 'error', { params: { value } });
  }
}

interface ModelEntry {
  readonly id: string;
  readonly manufacturer: string | null;
  readonly number: string | null;
}

interface TreeIndex {
  /** By folded path. */
  readonly byPath: Map<string, string>;
  /** Folded paths by the folded name at their end. */
  readonly byName: Map<string, string[]>;
  readonly pathOf: Map<string, string>;
}

function addNode(tree: TreeIndex, id: string, path: string, name: string): () => void {
  tree.byPath.set(path, id);
  tree.pathOf.set(id, path);
  const paths = tree.byName.get(name) ?? [];
  tree.byName.set(name, [...paths, path]);
  return () => {
    tree.byPath.delete(path);
    tree.pathOf.delete(id);
    tree.byName.set(name, paths);
  };
}
