/** Names of the messages between preload and main, in one place so that neither side can misspell one. */
export const channels = {
  connect: 'holdfast:connect',
  port: 'holdfast:port',
  command: 'holdfast:command',
  chooseWorkbook: 'holdfast:choose-workbook',
  chooseSavePath: 'holdfast:choose-save-path',
  dropped: 'holdfast:dropped',
  language: 'holdfast:language',
} as const;

/** The origin of the pages: a scheme of our own instead of file:, whose pages could read other files. */
export const pageScheme = 'app';
export const pageOrigin = `${pageScheme}://holdfast`;
