import type { TokenProvider } from "@bellhop/client";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { FormField, Mode } from "./shell/options";
import { dress } from "./shell/sheets";
import { Shell } from "./shell/shell";
import { languageOf } from "./texts/texts";
import { Widget } from "./views/Widget";

export interface ChatWidgetProps {
  /** Id of the business at the server. */
  site: string;
  /** The server's address. Default: the page's own. */
  server?: string;
  /** A part of the page, or a button in a corner that opens it. Default `bottom-right`. */
  mode?: Mode;
  /** Default: the page's, or else the browser's. */
  language?: string;
  /** Default: what the system prefers. */
  theme?: "light" | "dark";
  /** What is asked before a conversation begins. Default: the name. */
  form?: readonly FormField[];
  heading?: string;
  /** Whether visitors may choose an encrypted conversation. Default: no. */
  encrypted?: boolean;
  /**
   * A signed-in customer's token. Without it the visitor is a guest, remembered in this browser. Given later, it signs them
   * in; taken away, the visitor is forgotten. Another customer needs another `key`.
   */
  token?: TokenProvider;
}

const DEFAULT_FORM: readonly FormField[] = ["name"];

/**
 * Chat for customers, in a shadow root of its own: it takes no styles from the page and gives it none, but for
 * `--bellhop-primary` and its kin. Another `site`, `server` or `mode` begins anew. Renders nothing on a server.
 */
export function ChatWidget(props: ChatWidgetProps) {
  const { site, server = "/", mode = "bottom-right", theme, language } = props;
  const host = useRef<HTMLDivElement>(null);
  const [root, setRoot] = useState<ShadowRoot>();
  const shell = useShell(props, `${site} ${server} ${mode}`);
  useLayoutEffect(() => {
    const { current: element } = host;
    if (!element) return;
    const shadow = element.shadowRoot ?? element.attachShadow({ mode: "open" });
    dress(shadow);
    setRoot(shadow);
  }, []);
  return (
    <div ref={host} data-mode={mode} data-theme={theme}>
      {root && shell && createPortal(<Widget shell={shell} language={languageOf(language)} />, root)}
    </div>
  );
}

/** Made in the browser, since what it remembers is there. */
function useShell(props: ChatWidgetProps, name: string): Shell | undefined {
  const [shell, setShell] = useState<Shell>();
  const latest = useRef(props);
  latest.current = props;
  const tokenNow = useCallback(() => latest.current.token?.() ?? "", []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another name is another chat
  useEffect(() => {
    const { site, server = "/", mode = "bottom-right", form = DEFAULT_FORM, heading, token } = latest.current;
    const { encrypted = false } = latest.current;
    setShell(new Shell({ site, server, mode, form, heading, encrypted, token: token && tokenNow }));
  }, [name]);
  const isKnown = props.token !== undefined;
  const wasKnown = useRef(isKnown);
  useEffect(() => {
    if (!shell || wasKnown.current === isKnown) return;
    wasKnown.current = isKnown;
    if (isKnown) shell.identify(tokenNow);
    else shell.shutdown();
  }, [shell, isKnown, tokenNow]);
  return shell;
}
