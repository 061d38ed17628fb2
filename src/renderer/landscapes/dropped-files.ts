/** Files of a landscape in one go at most; a folder of inventories has thousands. */
const mostFiles = 20_000;

const fits = (name: string): boolean => /\.(json|xml)$/i.test(name);

/** Whether files that were dropped together are of one landscape rather than one workbook: a folder, or several data files. */
export function looksLikeLandscape(transfer: DataTransfer): boolean {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  if (entries.some((entry) => entry?.isDirectory)) return true;
  return transfer.files.length > 1 && [...transfer.files].some(({ name }) => fits(name));
}

/** All JSON and XML files of what was dropped, those in folders included. Has to be called while the event lasts. */
export function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  return filesIn(entries);
}

export function chosenFiles(list: FileList): File[] {
  return [...list].filter(({ name }) => fits(name)).slice(0, mostFiles);
}

async function filesIn(entries: readonly FileSystemEntry[]): Promise<File[]> {
  const found: File[] = [];
  const waiting = [...entries];
  for (let entry = waiting.shift(); entry && found.length < mostFiles; entry = waiting.shift()) {
    if (entry.isDirectory) waiting.push(...(await childrenOf(entry as FileSystemDirectoryEntry)));
    else if (fits(entry.name)) found.push(await fileOf(entry as FileSystemFileEntry));
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A reader gives its entries in parts of a hundred. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) return all;
    all.push(...part);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
