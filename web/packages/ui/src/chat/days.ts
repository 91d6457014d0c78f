/** Groups what has a time (ISO 8601) by the reader's calendar day, in the given order. */
export function byDay<T extends { at: string }>(items: readonly T[]): Map<string, T[]> {
  const days = new Map<string, T[]>();
  for (const item of items) {
    const key = dayKey(new Date(item.at));
    const day = days.get(key);
    if (day) day.push(item);
    else days.set(key, [item]);
  }
  return days;
}

export interface DayWords {
  readonly today: string;
  readonly yesterday: string;
}

/** "Today", "Yesterday", or the date, with its year if it is not this one. */
export function dayName(at: string, now: Date, language: string, words: DayWords): string {
  const date = new Date(at);
  if (dayKey(date) === dayKey(now)) return words.today;
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (dayKey(date) === dayKey(yesterday)) return words.yesterday;
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return date.toLocaleDateString(language, { weekday: "long", day: "numeric", month: "long", ...year });
}

export function timeOfDay(at: string, language: string): string {
  return new Date(at).toLocaleTimeString(language, { timeStyle: "short" });
}

function dayKey(date: Date): string {
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}
