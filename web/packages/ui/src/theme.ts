import { useCallback, useState } from "react";
import { readSetting, writeSetting } from "./setting";

export type Theme = "light" | "dark";

/** Shows the appearance chosen here before; without a choice the system's counts. */
export function applyTheme(): void {
  const chosen = readSetting("theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
}

export function useTheme(): { theme: Theme; toggle(): void } {
  const [theme, setTheme] = useState(shownTheme);
  const toggle = useCallback(() => {
    const next = theme === "light" ? "dark" : "light";
    writeSetting("theme", next);
    document.documentElement.dataset.theme = next;
    setTheme(next);
  }, [theme]);
  return { theme, toggle };
}

function shownTheme(): Theme {
  const chosen = readSetting("theme");
  if (chosen) return chosen === "dark" ? "dark" : "light";
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
