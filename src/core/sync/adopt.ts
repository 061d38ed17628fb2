import { entityKeys, entityOf } from '../../model/index.ts';
import { chainStart } from '../log/pure/canonical.ts';
import type { Register } from '../store/register.ts';
import { hasGrams } from '../store/schema.ts';
import type { RegisterInfo } from '../wire/protocol.ts';

/**
 * Does this file hold nothing but its own start? Only such a file may take over a server's register: no work is lost.
 * Nothing of it may have left this device either.
 */
export function isEmptyRegister(reg: Register): boolean {
  const others = reg
    .sql(
      `SELECT 1 FROM change WHERE sent = 1 OR server_seq IS NOT NULL OR device <> ?
         OR batch NOT IN (SELECT key FROM batch WHERE kind = 'start') LIMIT 1`,
    )
    .get(reg.device.key);
  const running = reg.sql("SELECT 1 FROM batch WHERE state <> 'done' LIMIT 1").get();
  return others === undefined && running === undefined;
}

/** Everything that the start wrote; small tables of names and ids may stay. */
const logTables = [
  'change',
  'rejection',
  'seal',
  'attention',
  'stage',
  'expected_line',
  'counted_line',
  'former_tag',
  'tree_path',
  'batch',
];

/**
 * Empties the file and makes it a replica of the server's register. The device stays who it is and begins its chain anew:
 * nobody has seen the start batch that is dropped here.
 */
export function adoptRegister(reg: Register, register: RegisterInfo): void {
  const entry = reg.deps.devices.find(reg.id, reg.file);
  // Beside the app first: a crash in between leaves an identity that nobody asks for.
  if (entry) reg.deps.devices.save({ ...entry, register: register.id, n: 0 });
  reg.transaction(() => {
    for (const table of logTables) reg.sql(`DELETE FROM ${table}`).run();
    for (const key of entityKeys) {
      reg.sql(`DELETE FROM "${key}"`).run();
      if (hasGrams(entityOf(key)))
        reg.sql(`INSERT INTO "${key}_grams"("${key}_grams") VALUES ('delete-all')`).run();
    }
    reg.sql('UPDATE device SET n = 0, hash = NULL').run();
    reg.device.n = 0;
    reg.device.hash = chainStart;
    reg.setLocalSetting('actor', null);
    reg.setMeta('name', register.name);
    reg.setMeta('timeZone', register.timeZone);
    reg.adoptId(register.id);
    reg.touch('person');
  });
}
