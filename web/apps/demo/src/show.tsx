import { LanguageProvider } from "@bellhop/ui";
import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";

/** Draws a page. */
export function show(page: ReactNode): void {
  const root = document.getElementById("root");
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>{page}</LanguageProvider>
    </StrictMode>,
  );
}
