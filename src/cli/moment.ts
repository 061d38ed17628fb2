import { endOfDay, minuteIn } from '../model/days.ts';
import { HoldfastError } from '../model/index.ts';

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;
const local = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?$/;
const absolute = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * A date or moment that was typed, in milliseconds since 1970. A bare date is a whole day of the register's time zone, of which
 * `edge` is meant; a time without a zone is of that zone too.
 * @throws HoldfastError COMMAND_INVALID
 */
export function parseMoment(option: string, text: string, zone: string, edge: 'start' | 'end'): number {
  const ms = read(text.trim(), zone, edge);
  if (ms === null)
    throw new HoldfastError('COMMAND_INVALID', {
      reason: `${option} ${text} (2026-03-31, 2026-03-31T12:00, 2026-03-31T04:00:00Z)`,
    });
  return ms;
}

function read(text: string, zone: string, edge: 'start' | 'end'): number | null {
  if (dayOnly.test(text)) {
    const noon = Date.parse(`${text}T12:00:00Z`);
    // 2024-02-30 would quietly become a day in March.
    if (!Number.isFinite(noon) || dayOf(noon) !== text) return null;
    return edge === 'end' ? endOfDay(text, zone) : endOfDay(dayOf(noon - 86_400_000), zone) + 1;
  }
  if (absolute.test(text)) return finite(Date.parse(text));
  const [, day, time, seconds = ':00'] = local.exec(text) ?? [];
  if (day === undefined) return null;
  const wall = finite(Date.parse(`${day}T${time}${seconds}Z`));
  if (wall === null) return null;
  // What the zone is ahead of UTC there; asked twice, since the first guess may lie across a change of the clocks.
  const first = wall - ahead(zone, wall);
  return wall - ahead(zone, first);
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const finite = (ms: number) => (Number.isFinite(ms) ? ms : null);

function ahead(zone: string, ms: number): number {
  const minute = Math.floor(ms / 60_000) * 60_000;
  return Date.parse(`${minuteIn(zone, minute).replace(' ', 'T')}:00Z`) - minute;
}
