/** How soon, as a person says it: "in 5 minutes", "in 2 Tagen". */
export function soonOf(seconds: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language);
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 60) return format.format(minutes, "minute");
  const hours = Math.round(minutes / 60);
  return hours < 24 ? format.format(hours, "hour") : format.format(Math.round(hours / 24), "day");
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
