import { os } from './base.ts';
import { exportRouter } from './export.ts';
import { importRouter } from './import.ts';

export const exchangeRouter = os.exchange.router({ ...importRouter, ...exportRouter });
