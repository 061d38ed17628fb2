import { defineEntity } from '../types.ts';

/**
 * What an impact analysis said at a moment, kept as evidence of a retirement or a change. Never edited: what is affected
 * later is another analysis.
 */
export const impactEvidence = defineEntity({
  key: 'impactEvidence',
  label: { zh: '影响分析存证', en: 'Impact evidence' },
  plural: { zh: '影响分析存证', en: 'Impact evidence' },
  title: 'change',
  internal: true,
  fields: {
    retirement: {
      type: 'ref',
      target: 'retirement',
      label: { zh: '报废单', en: 'Retirement' },
      indexed: true,
    },
    /** Number of the change that it belongs to, as the service desk knows it. */
    change: { type: 'code', label: { zh: '变更单号', en: 'Change number' }, maxLength: 100, indexed: true },
    at: { type: 'datetime', label: { zh: '分析时间', en: 'Analysed' }, readonly: true },
    /** Log position on the device that worked it out. */
    cursor: { type: 'integer', label: { zh: '变更记录号', en: 'Change log position' }, readonly: true },
    down: { type: 'integer', label: { zh: '会停用', en: 'Down' }, readonly: true },
    degraded: { type: 'integer', label: { zh: '会降级', en: 'Degraded' }, readonly: true },
    /** Affected assets were more than were counted or kept. */
    truncated: { type: 'boolean', label: { zh: '未列全', en: 'Cut short' }, readonly: true },
    /** The failing assets, the nearest affected ones with the path that explains each, and whom to tell. */
    result: { type: 'json', label: { zh: '结果', en: 'Result' }, readonly: true },
    by: { type: 'ref', target: 'person', label: { zh: '分析人', en: 'Analysed by' }, readonly: true },
    note: { type: 'text', label: { zh: '说明', en: 'Note' } },
  },
});
