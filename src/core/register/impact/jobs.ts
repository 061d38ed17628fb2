import type { Language } from '../../../model/types.ts';
import type { JobContext } from '../../workers/jobs.ts';
import { withAsOf } from '../as-of/overlay.ts';
import { labelOfId } from '../labels.ts';
import { type Analysis, analyse } from './analysis.ts';
import { type Upstream, upstream } from './upstream.ts';
import { writeImpactBook, writeUpstreamBook } from './workbook.ts';

export interface ImpactInput {
  readonly assets: readonly string[];
  readonly limit: number;
}

/** @throws HoldfastError RECORD_NOT_FOUND */
export function impactJob(context: JobContext, { assets, limit }: ImpactInput): Analysis {
  return analyse(context.register(), assets, limit);
}

export interface UpstreamInput {
  readonly asset: string;
  readonly limit: number;
  readonly singles: boolean;
}

/** @throws HoldfastError RECORD_NOT_FOUND, CANCELLED */
export function upstreamJob(context: JobContext, { asset, limit, singles }: UpstreamInput): Upstream {
  return upstream(context.register(), asset, {
    limit,
    singles,
    cancelled: () => context.cancelled(),
    progress: (done, total) => context.progress('singles', done, total),
  });
}

export interface ImpactBookInput {
  readonly kind: 'impact' | 'upstream';
  readonly assets: readonly string[];
  readonly limit: number;
  readonly language: Language;
  readonly path: string;
  readonly by: string;
  readonly moment: { readonly asOf?: number | undefined; readonly cursor?: number | undefined };
}

/** @throws HoldfastError RECORD_NOT_FOUND, CANCELLED, DISK_FULL, FILE_NOT_WRITABLE */
export async function impactBookJob(context: JobContext, input: ImpactBookInput): Promise<{ rows: number }> {
  const reg = context.register();
  const { kind, assets, limit, language, path, by, moment } = input;
  const head = { language, path, by, asOf: moment.asOf ?? null };
  const rows = await withAsOf(reg, moment, async () => {
    if (kind === 'impact') return writeImpactBook(reg, analyse(reg, assets, limit), head);
    const asset = assets[0] as string;
    const found = upstreamJob(context, { asset, limit, singles: true });
    return writeUpstreamBook(reg, labelOfId(reg, 'asset', asset) ?? '', found, head);
  });
  return { rows };
}
