import * as z from 'zod';
import { chainStart } from '../log/pure/canonical.ts';
import type { Register } from '../store/register.ts';

const schema = z.object({
  server: z.string(),
  account: z.string(),
  /** The device that the token was given to. */
  device: z.string(),
  /** Through the host's secret store; null when signed out. */
  token: z.string().nullable(),
  joined: z.boolean(),
  epoch: z.string().nullable(),
  /** Newest entry of the server's log that is here, and the server's chain there. */
  cursor: z.number(),
  chain: z.string(),
  lastSync: z.number().nullable(),
  /** The server was restored: its log is read anew to learn what it lacks. */
  recovering: z.boolean(),
});

/** What this register knows of its server; in the file, on this device only. */
export type SyncSettings = z.infer<typeof schema>;

const key = 'sync';

/**
 * Reads the settings. In a file that was copied or restored the device has become another one: the token is not its own,
 * and what the server has of this file is asked anew.
 */
export function loadSettings(reg: Register): SyncSettings | null {
  const text = reg.localSetting(key);
  if (text === null) return null;
  const parsed = schema.safeParse(JSON.parse(text));
  if (!parsed.success) return null;
  if (parsed.data.device === reg.device.id) return parsed.data;
  return { ...parsed.data, device: reg.device.id, token: null, ...logStart };
}

export function saveSettings(reg: Register, settings: SyncSettings): void {
  reg.setLocalSetting(key, JSON.stringify(settings));
}

/** The place before the first entry of a server's log. */
export const logStart = { cursor: 0, chain: chainStart } as const;
