/** A word that is being written at the caret and can be completed. */
export interface Wanted {
  /** Where its mark is. */
  readonly from: number;
  readonly to: number;
  /** What follows the mark. */
  readonly word: string;
}

/** The `/shortcut` at the caret: at the beginning or after a space. */
export function wantedReply(text: string, caret: number): Wanted | undefined {
  return wanted(text, caret, /(?:^|\s)\/([\p{L}\p{N}._-]*)$/u);
}

/** The `@name` at the caret; names may have spaces. */
export function wantedMention(text: string, caret: number): Wanted | undefined {
  return wanted(text, caret, /(?:^|\s)@([\p{L}\p{N}._-]*(?: [\p{L}\p{N}._-]*)?)$/u);
}

export function completed(text: string, { from, to }: Wanted, put: string): { text: string; caret: number } {
  return { text: text.slice(0, from) + put + text.slice(to), caret: from + put.length };
}

/** The names that begin with what was written, or have a word that does. */
export function matching<T>(all: readonly T[], word: string, nameOf: (one: T) => string): T[] {
  const sought = word.toLocaleLowerCase();
  return all
    .filter((one) => {
      const name = nameOf(one).toLocaleLowerCase();
      return name.startsWith(sought) || name.split(/\s+/).some((part) => part.startsWith(sought));
    })
    .slice(0, MOST_OFFERED);
}

/** A canned reply with its placeholders filled in; the unknown ones stay. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

const MOST_OFFERED = 8;

function wanted(text: string, caret: number, pattern: RegExp): Wanted | undefined {
  const found = pattern.exec(text.slice(0, caret));
  if (!found) return undefined;
  const word = found[1] ?? "";
  return { from: caret - word.length - 1, to: caret, word };
}
