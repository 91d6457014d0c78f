import type { TokenProvider } from "@bellhop/client";
import { createRoot, type Root } from "react-dom/client";
import { formOf, modeOf } from "./shell/options";
import { dress } from "./shell/sheets";
import { Shell } from "./shell/shell";
import { languageOf } from "./texts/texts";
import { Widget } from "./views/Widget";

/**
 * `<bellhop-chat site="…" server="…" mode="embedded|bottom-right|bottom-left">`. Further attributes: `lang`, `theme`
 * (`light` or `dark`), `form` (of `name email topic`), `heading`, `encrypted`. Attributes count when it comes into the page.
 */
export class BellhopChat extends HTMLElement {
  #root: Root | undefined;
  #shell: Shell | undefined;
  #token: TokenProvider | undefined;

  /** A signed-in customer's token: to be set before, or by `identify` later. */
  set token(token: TokenProvider | undefined) {
    this.#token = token;
  }

  get token(): TokenProvider | undefined {
    return this.#token;
  }

  connectedCallback(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    dress(root);
    const mode = modeOf(this.getAttribute("mode"));
    const theme = this.getAttribute("theme");
    this.dataset["mode"] = mode;
    if (theme) this.dataset["theme"] = theme;
    this.#shell ??= new Shell({
      mode,
      site: this.getAttribute("site") ?? "",
      server: this.getAttribute("server") ?? new URL("../..", import.meta.url).href,
      form: formOf(this.getAttribute("form")),
      heading: this.getAttribute("heading") ?? undefined,
      encrypted: this.hasAttribute("encrypted"),
      token: this.#token,
    });
    this.#root = createRoot(root);
    this.#root.render(
      <Widget shell={this.#shell} language={languageOf(this.getAttribute("lang") ?? undefined)} />,
    );
  }

  disconnectedCallback(): void {
    this.#root?.unmount();
    this.#root = undefined;
  }

  /** Opens the chat; with `takesFocus` one goes on there. */
  open(takesFocus = false): void {
    this.#shell?.open(takesFocus);
  }

  close(): void {
    this.#shell?.close();
  }

  /** From now on the visitor is the customer whose token this is; a fresh one of the same customer only takes its place. */
  identify(token: TokenProvider | string): void {
    this.#token = typeof token === "string" ? () => token : token;
    this.#shell?.identify(token);
  }

  /** Forgets the visitor. */
  shutdown(): void {
    this.#token = undefined;
    this.#shell?.shutdown();
  }
}

if (!customElements.get("bellhop-chat")) customElements.define("bellhop-chat", BellhopChat);
