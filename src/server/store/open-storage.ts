import type { Storage } from './storage.ts';

/**
 * PostgreSQL when DATABASE_URL names one, otherwise an embedded SQLite file.
 * @param file where the embedded database lives; made when it does not exist
 */
export async function openStorage(options: {
  readonly databaseUrl: string | undefined;
  readonly file: string;
}): Promise<Storage> {
  if (options.databaseUrl) {
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres(options.databaseUrl);
  }
  const { openSqlite } = await import('./sqlite.ts');
  return openSqlite(options.file);
}
