import type { Label } from '../types.ts';

/** Starting the application. */
export const shellErrors = {
  PORT_TAKEN: {
    zh: '端口 {port} 不能使用（{reason}）。请换一个端口，或不指定端口。',
    en: 'Port {port} cannot be used ({reason}). Choose another, or leave --port out.',
  },
  PORT_INVALID: {
    zh: '端口“{value}”无效：应为 0 到 65535 的整数。',
    en: 'The port “{value}” is not valid: it must be a whole number from 0 to 65535.',
  },
  PATH_NOT_CHOSEN: {
    zh: '只能打开或保存您在对话框中选择的文件。',
    en: 'Only a file that you chose in a dialog can be opened or saved.',
  },
  OPTION_INVALID: {
    zh: '启动选项有误：{reason}',
    en: 'The options are not valid: {reason}',
  },
  PAGE_NOT_BUILT: {
    zh: '界面没有构建，也找不到它的源代码。请重新安装，或运行 npm run build。',
    en: 'The pages are not built and their source is not here. Install again, or run npm run build.',
  },
  PAGE_BUILD_FAILED: {
    zh: '界面构建失败：{reason}',
    en: 'The pages could not be built: {reason}',
  },
} as const satisfies Record<string, Label>;
