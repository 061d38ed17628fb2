import type { Catalogue } from '../../../model/catalogue.ts';
import type { ImportEntity } from '../../../model/import-targets.ts';
import { entityOf, HoldfastError, type Language } from '../../../model/index.ts';
import type { JobContext } from '../../workers/jobs.ts';
import type { RichCell, WriteSheet } from '../write/types.ts';
import { writeWorkbook } from '../write/workbook.ts';
import { type TemplateColumn, templateColumns } from './columns.ts';

export interface TemplateInput {
  readonly entity: ImportEntity;
  /** Key of an asset class, whose own fields stand behind the common ones. */
  readonly class: string | null;
  readonly language: Language;
  readonly path: string;
}

/** Rows that have drop-downs and checks, for what people enter. */
const room = 5000;

const listsName = { zh: '可选值', en: 'Allowed values' } as const;

/**
 * Writes an empty workbook to fill in: headers that an import recognises, with notes; one example row, which it leaves out;
 * drop-downs and checks; a hidden sheet of allowed values.
 * @throws HoldfastError CLASS_NOT_FOUND, DISK_FULL, FILE_NOT_WRITABLE
 */
export async function templateJob(context: JobContext, input: TemplateInput): Promise<{ rows: number }> {
  const { language, entity } = input;
  const { catalogue } = context.register();
  const def = input.class === null ? null : catalogue.classOf(input.class);
  if (def === undefined) throw new HoldfastError('CLASS_NOT_FOUND', { class: input.class });
  const columns = templateColumns(context.register(), entity, def?.key ?? null, language);
  const sheet: WriteSheet = {
    name: def?.label[language] ?? entityOf(entity).plural[language],
    columns: columns.map(({ write }) => write),
    rows: [exampleRow(columns)],
    roomBelow: room,
  };
  const lists = { name: listsName[language], all: true };
  const { rows } = await writeWorkbook(input.path, { sheets: [sheet], lists });
  return { rows };
}

function exampleRow(columns: readonly TemplateColumn[]): RichCell[] {
  return columns.map(({ example }) => ({ value: example, tone: 'example' }));
}

/** A name for the file, such as 导入模板-服务器.xlsx. */
export function templateName(
  catalogue: Catalogue,
  entity: ImportEntity,
  className: string | null,
  language: Language,
): string {
  const what = catalogue.classOf(className)?.label[language] ?? entityOf(entity).plural[language];
  const kind = { zh: '导入模板', en: 'Import template' }[language];
  return `${kind}-${what.replace(/[\\/:*?"<>|]+/g, ' ')}.xlsx`;
}
