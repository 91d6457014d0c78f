export type SnoozeChoice = "hour" | "threeHours" | "tomorrow" | "monday";

export const SNOOZES: readonly SnoozeChoice[] = ["hour", "threeHours", "tomorrow", "monday"];

const MORNING = 9;
const MONDAY = 1;

/** When a snooze chosen now ends: days begin at nine by the clock of whoever chooses. */
export function snoozeUntil(choice: SnoozeChoice, now: Date): Date {
  const until = new Date(now);
  if (choice === "hour") until.setTime(now.getTime() + 3_600_000);
  else if (choice === "threeHours") until.setTime(now.getTime() + 3 * 3_600_000);
  else {
    const days = choice === "tomorrow" ? 1 : (MONDAY - now.getDay() + 7) % 7 || 7;
    until.setDate(now.getDate() + days);
    until.setHours(MORNING, 0, 0, 0);
  }
  return until;
}

/** The value of a `datetime-local` field. */
export function localValue(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** How long ago, in short words: "1 min" at least, "3 hr", "2 days". */
export function ago(at: string, now: number, language: string): string {
  const minutes = Math.max(1, Math.floor((now - Date.parse(at)) / 60_000));
  const [value, unit] =
    minutes < 60
      ? [minutes, "minute" as const]
      : minutes < 1_440
        ? [Math.floor(minutes / 60), "hour" as const]
        : [Math.floor(minutes / 1_440), "day" as const];
  const format = new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" });
  return format.format(value);
}

/** The time of today, or the date. */
export function shortTime(at: string, now: Date, language: string): string {
  const date = new Date(at);
  return date.toDateString() === now.toDateString()
    ? date.toLocaleTimeString(language, { timeStyle: "short" })
    : date.toLocaleDateString(language, { day: "numeric", month: "short" });
}

export function longTime(at: string, language: string): string {
  return new Date(at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
}

/** The weekday and the time, of one of the next days. */
export function weekTime(date: Date, language: string): string {
  return date.toLocaleString(language, { weekday: "short", hour: "numeric", minute: "2-digit" });
}
