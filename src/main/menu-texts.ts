import type { Label, Language } from '../model/types.ts';

/** Words of the native menu and dialogs. */
const texts = {
  file: { zh: '文件', en: 'File' },
  import: { zh: '导入表格…', en: 'Import workbook…' },
  export: { zh: '导出…', en: 'Export…' },
  settings: { zh: '设置…', en: 'Settings…' },
  quit: { zh: '退出', en: 'Quit' },
  edit: { zh: '编辑', en: 'Edit' },
  undoText: { zh: '撤销输入', en: 'Undo typing' },
  redoText: { zh: '重做输入', en: 'Redo typing' },
  cut: { zh: '剪切', en: 'Cut' },
  copy: { zh: '复制', en: 'Copy' },
  paste: { zh: '粘贴', en: 'Paste' },
  selectAll: { zh: '全选', en: 'Select all' },
  undo: { zh: '撤销上次更改', en: 'Undo last change' },
  find: { zh: '查找…', en: 'Find…' },
  view: { zh: '显示', en: 'View' },
  zoomIn: { zh: '放大', en: 'Zoom in' },
  zoomOut: { zh: '缩小', en: 'Zoom out' },
  actualSize: { zh: '实际大小', en: 'Actual size' },
  fullScreen: { zh: '全屏', en: 'Full screen' },
  window: { zh: '窗口', en: 'Window' },
  minimize: { zh: '最小化', en: 'Minimise' },
  close: { zh: '关闭', en: 'Close' },
  help: { zh: '帮助', en: 'Help' },
  about: { zh: '关于 Holdfast', en: 'About Holdfast' },
  hide: { zh: '隐藏 Holdfast', en: 'Hide Holdfast' },
  workbooks: { zh: '表格', en: 'Workbooks' },
  chooseWorkbook: { zh: '选择要导入的表格', en: 'Choose a workbook to import' },
  saveExport: { zh: '保存导出文件', en: 'Save the export' },
  coreStopped: { zh: 'Holdfast 的数据服务已停止', en: 'The data service of Holdfast has stopped' },
  coreStoppedDetail: {
    zh: '已确认的更改都已保存在台账文件中。请重新启动 Holdfast。',
    en: 'Every change that was confirmed is in the register file. Start Holdfast again.',
  },
  cannotOpen: { zh: '无法打开台账', en: 'The register cannot be opened' },
} as const satisfies Record<string, Label>;

export type MenuText = keyof typeof texts;

/** A word of the menu in a language. */
export function menuText(name: MenuText, language: Language): string {
  return texts[name][language];
}
