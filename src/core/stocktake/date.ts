const days = new Map<string, Intl.DateTimeFormat>();
const minutes = new Map<string, Intl.DateTimeFormat>();

function formatter(
  kept: Map<string, Intl.DateTimeFormat>,
  zone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  let format = kept.get(zone);
  if (!format) {
    // Sweden writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, ...options });
    kept.set(zone, format);
  }
  return format;
}

/** The day of a moment in a time zone, `YYYY-MM-DD`. */
export function dateIn(zone: string, ms: number): string {
  return formatter(days, zone, { dateStyle: 'short' }).format(ms);
}

/** A moment in a time zone, `YYYY-MM-DD HH:MM`. */
export function minuteIn(zone: string, ms: number): string {
  return formatter(minutes, zone, { dateStyle: 'short', timeStyle: 'short' }).format(ms);
}
