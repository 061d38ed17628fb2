import { defineEntity } from '../types.ts';

/** A graph of assets as somebody arranged and named it. What is drawn comes from the register; this says from where and how. */
export const graphView = defineEntity({
  key: 'graphView',
  label: { zh: '关系图视图', en: 'Graph view' },
  plural: { zh: '关系图视图', en: 'Graph views' },
  title: 'name',
  internal: true,
  fields: {
    name: { type: 'text', label: { zh: '名称', en: 'Name' }, required: true, maxLength: 100 },
    /** `{roots: [asset ids], filter}`: where it starts. */
    start: { type: 'json', label: { zh: '起点', en: 'Start' }, required: true },
    /** Hops, direction, relation types, classes, layout and grouping. */
    settings: { type: 'json', label: { zh: '设置', en: 'Settings' } },
    /** What was expanded, collapsed and hidden, by asset id. */
    content: { type: 'json', label: { zh: '内容', en: 'Content' } },
    /** Places in px of an unscaled drawing, and which of them are pinned. */
    positions: { type: 'json', label: { zh: '位置', en: 'Positions' } },
    owner: { type: 'ref', target: 'person', label: { zh: '所有者', en: 'Owner' } },
  },
});
