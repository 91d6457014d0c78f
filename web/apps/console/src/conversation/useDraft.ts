import { useKeptText } from "@bellhop/react";
import { readDraft, writeDraft } from "@bellhop/ui/draft";
import { useState } from "react";

/** What was begun to be written somewhere; kept over reloads; encrypted where the room is. */
export function useDraft(
  name: string,
  encrypted: boolean,
): { readonly text: string; write(text: string): void } {
  const [text, setText] = useState(() => readDraft(name));
  const write = (next: string) => {
    setText(next);
    writeDraft(name, next, encrypted);
  };
  useKeptText(encrypted ? `draft ${name}` : undefined, text, setText);
  return { text, write };
}
