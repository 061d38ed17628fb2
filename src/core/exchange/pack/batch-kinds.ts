import type { Label } from '../../../model/types.ts';

/** What made a change, in words; a kind of a newer version shows as it is. */
export const batchKinds: Readonly<Record<string, Label>> = {
  edit: { zh: '编辑', en: 'Edit' },
  import: { zh: '导入', en: 'Import' },
  bulk: { zh: '批量修改', en: 'Bulk edit' },
  undo: { zh: '撤销', en: 'Undo' },
  stocktake: { zh: '盘点', en: 'Stocktake' },
  scan: { zh: '扫描', en: 'Scan' },
  retirement: { zh: '报废', en: 'Retirement' },
  relation: { zh: '关系', en: 'Relation' },
  settle: { zh: '处理冲突', en: 'Conflict settled' },
  ledger: { zh: '账账核对', en: 'Ledger check' },
  baseline: { zh: '配置基线', en: 'Baseline' },
  audit: { zh: '配置审计', en: 'Configuration audit' },
  start: { zh: '启用台账', en: 'Register started' },
  demo: { zh: '示例数据', en: 'Sample data' },
  restore: { zh: '恢复', en: 'Restore' },
  join: { zh: '加入服务器', en: 'Joined a server' },
};
