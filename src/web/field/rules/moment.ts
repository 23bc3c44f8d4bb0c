/** Kabul's time: UTC+4:30 all year. */
const OFFSET_MS = 4.5 * 3_600_000;

export function timeInKabul(at: Date): { hour: number; minute: number } {
  const there = new Date(at.getTime() + OFFSET_MS);
  return { hour: there.getUTCHours(), minute: there.getUTCMinutes() };
}

/** The instant of a day and time in Kabul; undefined for a time that no clock shows. */
export function instantInKabul(
  day: string | undefined,
  { hour, minute }: { hour?: number | undefined; minute?: number | undefined },
): string | undefined {
  if (day === undefined || hour === undefined || minute === undefined) return undefined;
  const isTime = Number.isInteger(hour) && hour >= 0 && hour < 24 && Number.isInteger(minute);
  if (!isTime || minute < 0 || minute > 59) return undefined;
  return new Date(Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute) * 60_000 - OFFSET_MS).toISOString();
}
