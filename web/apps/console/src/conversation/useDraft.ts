import { readSetting, writeSetting } from "@bellhop/ui";
import { useState } from "react";

/** What was begun to be written somewhere; kept over reloads. */
export function useDraft(name: string): { readonly text: string; write(text: string): void } {
  const setting = `draft:${name}`;
  const [text, setText] = useState(() => readSetting(setting) ?? "");
  const write = (next: string) => {
    setText(next);
    writeSetting(setting, next || undefined);
  };
  return { text, write };
}
