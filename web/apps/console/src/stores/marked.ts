export interface Part {
  readonly text: string;
  readonly isHit: boolean;
  /** Where it begins in the whole. */
  readonly from: number;
}

/** A text in parts: those words that begin with one that was sought, and what is between them; without regard to case and accents. */
export function marked(text: string, sought: string): Part[] {
  const wanted = wordsOf(sought).map(plain);
  const parts: Part[] = [];
  let from = 0;
  for (const word of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    if (!wanted.some((one) => plain(word[0]).startsWith(one))) continue;
    if (word.index > from) parts.push({ text: text.slice(from, word.index), isHit: false, from });
    parts.push({ text: word[0], isHit: true, from: word.index });
    from = word.index + word[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isHit: false, from });
  return parts;
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function plain(word: string): string {
  return word
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}
