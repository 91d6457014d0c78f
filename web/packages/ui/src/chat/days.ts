import type { Texts } from "../texts/en";
import type { Language } from "../texts/language";

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

/** "Today", "Yesterday", or the date, with its year if it is not this one. */
export function dayName(at: string, now: Date, language: Language, { chat }: Texts): string {
  const date = new Date(at);
  if (dayKey(date) === dayKey(now)) return chat.today;
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (dayKey(date) === dayKey(yesterday)) return chat.yesterday;
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return date.toLocaleDateString(language, { weekday: "long", day: "numeric", month: "long", ...year });
}

export function timeOfDay(at: string, language: Language): string {
  return new Date(at).toLocaleTimeString(language, { timeStyle: "short" });
}

function dayKey(date: Date): string {
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}
