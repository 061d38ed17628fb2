import { assets as assetsEn } from './en/assets.ts';
import { attachments as attachmentsEn } from './en/attachments.ts';
import { attention as attentionEn } from './en/attention.ts';
import { common as commonEn } from './en/common.ts';
import { definitions as definitionsEn } from './en/definitions.ts';
import { exporting as exportEn } from './en/export.ts';
import { frame as frameEn } from './en/frame.ts';
import { history as historyEn } from './en/history.ts';
import { impact as impactEn } from './en/impact.ts';
import { importing as importEn } from './en/import.ts';
import { landscapes as landscapesEn } from './en/landscapes.ts';
import { ledger as ledgerEn } from './en/ledger.ts';
import { papers as papersEn } from './en/papers.ts';
import { past as pastEn } from './en/past.ts';
import { places as placesEn } from './en/places.ts';
import { quality as qualityEn } from './en/quality.ts';
import { racks as racksEn } from './en/racks.ts';
import { relations as relationsEn } from './en/relations.ts';
import { retirement as retirementEn } from './en/retirement.ts';
import { settings as settingsEn } from './en/settings.ts';
import { start as startEn } from './en/start.ts';
import { stocktakes as stocktakesEn } from './en/stocktakes.ts';
import { sync as syncEn } from './en/sync.ts';
import type { English, Source } from './types.ts';
import { assets } from './zh/assets.ts';
import { attachments } from './zh/attachments.ts';
import { attention } from './zh/attention.ts';
import { common } from './zh/common.ts';
import { definitions } from './zh/definitions.ts';
import { exporting } from './zh/export.ts';
import { frame } from './zh/frame.ts';
import { history } from './zh/history.ts';
import { impact } from './zh/impact.ts';
import { importing } from './zh/import.ts';
import { landscapes } from './zh/landscapes.ts';
import { ledger } from './zh/ledger.ts';
import { papers } from './zh/papers.ts';
import { past } from './zh/past.ts';
import { places } from './zh/places.ts';
import { quality } from './zh/quality.ts';
import { racks } from './zh/racks.ts';
import { relations } from './zh/relations.ts';
import { retirement } from './zh/retirement.ts';
import { settings } from './zh/settings.ts';
import { start } from './zh/start.ts';
import { stocktakes } from './zh/stocktakes.ts';
import { sync } from './zh/sync.ts';

/** Every text of the interface by area. */
export const zh = {
  common,
  frame,
  assets,
  settings,
  start,
  places,
  history,
  import: importing,
  impact,
  quality,
  relations,
  export: exporting,
  stocktakes,
  retirement,
  sync,
  attention,
  attachments,
  ledger,
  landscapes,
  racks,
  papers,
  past,
  definitions,
} as const satisfies Record<string, Source>;

export type Area = keyof typeof zh;
export type Texts<A extends Area> = (typeof zh)[A];

export const en: { readonly [A in Area]: English<Texts<A>> } = {
  common: commonEn,
  frame: frameEn,
  assets: assetsEn,
  settings: settingsEn,
  start: startEn,
  places: placesEn,
  history: historyEn,
  import: importEn,
  impact: impactEn,
  quality: qualityEn,
  relations: relationsEn,
  export: exportEn,
  stocktakes: stocktakesEn,
  retirement: retirementEn,
  sync: syncEn,
  attention: attentionEn,
  attachments: attachmentsEn,
  ledger: ledgerEn,
  landscapes: landscapesEn,
  racks: racksEn,
  papers: papersEn,
  past: pastEn,
  definitions: definitionsEn,
};
