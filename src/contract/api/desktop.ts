/**
 * What the desktop window offers the pages beside the contract: things only a native window can do.
 * Absent in the browser shell. It hands over no file contents and no general message channel.
 */
export interface DesktopBridge {
  readonly platform: string;
  /**
   * Asks for a connection to the core. The port arrives once as a `message` event of the window whose `data`
   * is `desktopPortMessage` and whose `ports[0]` speaks the contract: listen first, then call this.
   */
  connect(): void;
  /** Shows the open dialog; answers the path for `files.open`, or null when the person cancelled. */
  chooseWorkbook(): Promise<string | null>;
  /** Shows the save dialog; answers the path for `files.saveAs`, or null when the person cancelled. */
  chooseSavePath(suggestedName: string): Promise<string | null>;
  /** The path for `files.open` of a file that was dropped on the window; null for anything else. */
  droppedPath(file: File): Promise<string | null>;
  /** Calls back for what was chosen in the native menu; answers how to stop listening. */
  onCommand(listener: (command: DesktopCommand) => void): () => void;
  /** Puts the native menu and dialogs into the interface's language. */
  setLanguage(language: 'zh' | 'en'): void;
}

/** What the native menu asks the pages to do. */
export type DesktopCommand = 'import' | 'export' | 'find' | 'undo' | 'settings' | 'about';

/** Marks the window message that carries the port. */
export const desktopPortMessage = 'holdfast:port';
