/** Bounds on what a file may make us hold in memory; all in bytes unless named otherwise. */
export const limits = {
  /** Workbooks are held whole while they are read. */
  workbookBytes: 512 * 1024 * 1024,
  /** Text is decoded piece by piece. */
  textBytes: 2 * 1024 * 1024 * 1024 - 1,
  /** A table of HTML becomes one string. */
  htmlBytes: 64 * 1024 * 1024,
  /** One part becomes one string; V8 ends at 2^29 - 24 characters. */
  partBytes: 500 * 1024 * 1024,
  /** All parts together, where they are read in one go. */
  heldBytes: 1024 * 1024 * 1024,
  /** All parts together. Sheets beyond `streamedBytes` are unpacked to a file. */
  inflatedBytes: 8 * 1024 * 1024 * 1024,
  /** A part that is larger than this, or beyond which sheets would be together, is unpacked to a temporary file and never held whole. */
  streamedBytes: 160 * 1024 * 1024,
  /** How much of a streamed part is looked at at once. */
  windowBytes: 4 * 1024 * 1024,
  /** Longest row of a streamed sheet. */
  rowBytes: 64 * 1024 * 1024,
  /** The list of a zip file's parts. */
  directoryBytes: 16 * 1024 * 1024,
  pictureBytes: 20 * 1024 * 1024,
  pictures: 5000,
  merges: 1_000_000,
  /** Real sheets inflate up to some 60 times; more than this, beyond the floor below, is a bomb. */
  ratio: 250,
  ratioFloor: 64 * 1024 * 1024,
  zipEntries: 20_000,
  /** Longest record of a text file, in characters: an unclosed quote must not swallow the file. */
  recordChars: 4_000_000,
  columns: 16_384,
  /** Cells with values that a format may unfold from repetitions. */
  cells: 30_000_000,
} as const;
