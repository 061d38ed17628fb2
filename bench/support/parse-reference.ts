import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import * as XLSX from 'xlsx';

/** The reference: the library alone, in a fresh thread, with its faster dense layout; milliseconds. */
const started = performance.now();
const book = XLSX.read(readFileSync(workerData as string), { dense: true });
parentPort?.postMessage({ ms: performance.now() - started, sheets: book.SheetNames.length });
