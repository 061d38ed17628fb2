import {
  type ExportDefinition,
  exportDefinitions,
  removeExportDefinition,
  saveExportDefinition,
} from '../../core/exchange/export/definitions.ts';
import type { ExportDefinitionInfo } from '../api/export.ts';
import { os } from './base.ts';

export const exportDefinitionsRouter = {
  exportDefinitions: os.exchange.exportDefinitions.handler(({ context }) =>
    exportDefinitions(context.core.reg).map(infoOf),
  ),
  saveExportDefinition: os.exchange.saveExportDefinition.handler(({ context, input }) =>
    infoOf(saveExportDefinition(context.core.reg, context.core.actor(), input)),
  ),
  removeExportDefinition: os.exchange.removeExportDefinition.handler(({ context, input }) => ({
    removed: removeExportDefinition(context.core.reg, context.core.actor(), input.id),
  })),
};

function infoOf({ id, name, options }: ExportDefinition): ExportDefinitionInfo {
  return { id, name, options: { ...options, columns: [...options.columns] } };
}
