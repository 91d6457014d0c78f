/** A span of time as a person says it: "5 minutes", "2 hours". */
export function spanOf(seconds: number, language: string): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 60) return unitOf(minutes, "minute", language);
  const hours = Math.round(minutes / 60);
  return hours < 24 ? unitOf(hours, "hour", language) : unitOf(Math.round(hours / 24), "day", language);
}

/** A moment to come, in the reader's time zone: the time, with the day if it is another one. */
export function momentOf(at: string, now: Date, language: string): string {
  const date = new Date(at);
  const isToday = date.toDateString() === now.toDateString();
  return date.toLocaleString(language, {
    ...(isToday ? {} : { weekday: "long" }),
    hour: "numeric",
    minute: "2-digit",
  });
}

/** A moment past for a list: the time today, else the date. */
export function shortTimeOf(at: string, now: Date, language: string): string {
  const date = new Date(at);
  return date.toDateString() === now.toDateString()
    ? date.toLocaleTimeString(language, { timeStyle: "short" })
    : date.toLocaleDateString(language, { day: "numeric", month: "short" });
}

function unitOf(amount: number, unit: string, language: string): string {
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(amount);
}
