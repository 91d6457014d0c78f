import type { ReactNode } from "react";

/**
 * A text with its addresses as links. Only those that the server found in it become links, so what it did not check
 * stays text; the page that is opened learns neither where one came from nor gets a hold on this one.
 */
export function linked(text: string, links: readonly string[]): ReactNode[] {
  const parts: ReactNode[] = [];
  let rest = text;
  for (const link of links) {
    const at = rest.indexOf(link);
    if (at < 0 || !isWeb(link)) continue;
    parts.push(rest.slice(0, at));
    parts.push(
      <a key={parts.length} href={link} target="_blank" rel="noopener noreferrer nofollow">
        {link}
      </a>,
    );
    rest = rest.slice(at + link.length);
  }
  parts.push(rest);
  return parts;
}

function isWeb(link: string): boolean {
  return /^https?:\/\//i.test(link);
}
