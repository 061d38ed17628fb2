import { exportContract } from './export.ts';
import { importContract } from './import.ts';

/** Workbooks in and out. */
export const exchangeContract = { ...importContract, ...exportContract };
