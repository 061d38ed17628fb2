import type { Label, Language } from '../model/types.ts';
import { systemLanguage } from './language.ts';

/** What a shell says outside its pages: on the terminal, in native dialogs. `{name}` is filled in. */
const texts = {
  opensAt: { zh: 'Holdfast 已启动：{link}', en: 'Holdfast is running: {link}' },
  dataFile: { zh: '台账文件：{file}', en: 'Register: {file}' },
  stopHint: { zh: '按 Ctrl+C 退出。', en: 'Press Ctrl+C to stop.' },
  building: { zh: '正在构建界面……', en: 'Building the pages…' },
  noElectron: {
    zh: '未使用桌面窗口：{reason}。改在浏览器中打开。',
    en: 'No desktop window: {reason}. Using the browser instead.',
  },
  electronMissing: {
    zh: '没有安装 Electron 程序（npx install-electron 可下载）',
    en: 'the Electron binary is not installed (npx install-electron downloads it)',
  },
  electronFails: { zh: 'Electron 程序不能运行', en: 'the Electron binary does not run here' },
  noDisplay: { zh: '没有图形显示', en: 'there is no display' },
  asRoot: { zh: 'Electron 不能以 root 身份在沙箱中运行', en: 'Electron cannot run sandboxed as root' },
} as const satisfies Record<string, Label>;

export type ShellMessage = keyof typeof texts;

/** A sentence in the given language, the system's by default. */
export function say(
  name: ShellMessage,
  params: Readonly<Record<string, string>> = {},
  language: Language = systemLanguage(),
): string {
  return texts[name][language].replace(/\{(\w+)\}/g, (_, key: string) => params[key] ?? '');
}
