import type { TokenProvider } from "@bellhop/client";

export type Mode = "embedded" | "bottom-right" | "bottom-left";
export type FormField = "name" | "email" | "topic";

export interface WidgetOptions {
  /** Id of the business at the server. */
  site: string;
  /** The server's address, absolute or relative to the page. */
  server: string;
  mode: Mode;
  /** What is asked before a conversation begins. Default: the name. */
  form: readonly FormField[];
  /** The headline; default: "Chat with us". */
  heading: string | undefined;
  /** Whether visitors may choose an encrypted conversation. */
  encrypted: boolean;
  /** A signed-in customer's token. Without it the visitor is a guest, remembered in this browser. */
  token: TokenProvider | undefined;
}

const FIELDS: readonly FormField[] = ["name", "email", "topic"];
const MODES: readonly Mode[] = ["embedded", "bottom-right", "bottom-left"];

export function modeOf(text: string | null): Mode {
  return MODES.find((mode) => mode === text) ?? "bottom-right";
}

/** The fields that a text such as "name email" names. */
export function formOf(text: string | null): readonly FormField[] {
  if (text === null) return ["name"];
  const names = text.split(/[\s,]+/);
  return FIELDS.filter((field) => names.includes(field));
}
