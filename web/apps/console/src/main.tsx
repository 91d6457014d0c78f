import "@bellhop/ui/tokens.css";
import "@bellhop/ui/page.css";
import "@bellhop/ui/scroll.css";
import "@bellhop/ui/lock.css";
import { applyTheme, LanguageProvider } from "@bellhop/ui";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";

applyTheme();
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <App />
      </LanguageProvider>
    </StrictMode>,
  );
}
