/**
 * The last millisecond of a day in a time zone: what a bare date means as a moment.
 * @param date `YYYY-MM-DD`
 * @param zone a name such as `Asia/Shanghai`
 * @returns milliseconds since 1970
 */
export function endOfDay(date: string, zone: string): number {
  const noon = Date.parse(`${date}T12:00:00Z`);
  const next = new Date(noon + 86_400_000).toISOString().slice(0, 10);
  const midnight = Date.parse(`${next}T00:00:00Z`);
  // The offset may change that very night: the first moment that the zone counts to the next day decides.
  const candidates = [midnight - 86_400_000, midnight, midnight + 86_400_000]
    .map((ms) => midnight - offset(zone, ms))
    .filter((ms) => dayIn(zone, ms) >= next && dayIn(zone, ms - 1) < next);
  return Math.min(...candidates) - 1;
}

/** The day so many days after another, both `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day of a moment in a time zone, `YYYY-MM-DD`. */
export function dayIn(zone: string, ms: number): string {
  return clock(zone, ms).slice(0, 10);
}

/** A moment in a time zone, `YYYY-MM-DD HH:MM`. */
export function minuteIn(zone: string, ms: number): string {
  return clock(zone, ms).slice(0, 16);
}

/** What the zone's clock is ahead of UTC, in milliseconds. */
function offset(zone: string, ms: number): number {
  const whole = Math.floor(ms / 1000) * 1000;
  return Date.parse(`${clock(zone, whole).replace(' ', 'T')}Z`) - whole;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function clock(zone: string, ms: number): string {
  let format = formats.get(zone);
  if (!format) {
    // Sweden writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(zone, format);
  }
  return format.format(ms);
}

/**
 * The moment that a clock in a time zone shows.
 * @param date `YYYY-MM-DD`
 * @param time `HH:MM`
 * @returns milliseconds since 1970
 */
export function momentIn(zone: string, date: string, time: string): number {
  const wall = Date.parse(`${date}T${time}:00Z`);
  // Asked twice, since the first guess may lie across a change of the clocks.
  const first = wall - offset(zone, wall);
  return wall - offset(zone, first);
}
