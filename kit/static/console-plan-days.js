// @ts-check
/** Days of a plan: half a year on, and never on a weekend. Pure. */

const SATURDAY = 6;
const SUNDAY = 0;

/**
 * Return the day half a year after a day, on a weekday: the Monday after a weekend.
 * @param {string} day  YYYY-MM-DD
 */
export function halfYearAfter(day) {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + 6, 0)).getUTCDate();
  const later = new Date(Date.UTC(year, month - 1 + 6, Math.min(date, last)));
  const rest = { [SATURDAY]: 2, [SUNDAY]: 1 }[later.getUTCDay()] ?? 0;
  later.setUTCDate(later.getUTCDate() + rest);
  return later.toISOString().slice(0, 10);
}
