/**
 * The loader: a button, and the rest once somebody wants it or has written before. Commands given before it is there
 * wait in `window.bellhop.q`.
 */
type Command = ["boot", Record<string, string>?] | ["open" | "close" | "shutdown"] | ["identify", string];

interface ChatElement extends HTMLElement {
  open(takesFocus?: boolean): void;
  close(): void;
  identify(token: string): void;
  shutdown(): void;
}

interface Bellhop {
  (...command: Command): void;
  q?: Command[];
}

const page = window as unknown as { bellhop?: Bellhop };
const script = document.currentScript as HTMLScriptElement | null;
const base = new URL(".", script?.src ?? location.href);
const STYLE = `:host{all:initial}button{position:fixed;z-index:2147483000;inset-block-end:20px;width:56px;height:56px;
padding:0;border:0;border-radius:50%;display:grid;place-items:center;cursor:pointer;
background:var(--bellhop-primary,#1f5f74);color:var(--bellhop-on-primary,#fff);
box-shadow:0 1px 2px rgb(27 38 43/10%),0 8px 24px rgb(27 38 43/20%)}
.bottom-right{inset-inline-end:20px}.bottom-left{inset-inline-start:20px}
button:focus-visible{outline:3px solid #0b6fa4;outline-offset:2px}
@media(prefers-color-scheme:dark){:host(:not([theme=light])) button{background:var(--bellhop-primary,#7cc0d4);
color:var(--bellhop-on-primary,#0c1a20)}}
:host([theme=dark]) button{background:var(--bellhop-primary,#7cc0d4);color:var(--bellhop-on-primary,#0c1a20)}`;
const ICON = "M4 5.5h16v11H11l-4.5 3.5v-3.5H4ZM8 9.5h8M8 12.7h5";

let settings: Record<string, string> | undefined;
let host: HTMLElement | undefined;
let loading: Promise<ChatElement> | undefined;
let token: string | undefined;

function boot(given: Record<string, string> = {}): void {
  if (settings) return;
  settings = { server: new URL("..", base).href, ...script?.dataset, ...given };
  const { mode = "bottom-right" } = settings;
  if (mode === "embedded" || wasHere(settings)) void load();
  else showButton(mode);
}

/** The widget's own memory. */
function keyOf({ server = "", site = "" }: Record<string, string>): string {
  return `bellhop:chat:${new URL(server, location.href).host}:${site}`;
}

/** Whether the visitor wrote before, or left the chat open. */
function wasHere(given: Record<string, string>): boolean {
  try {
    const { open, wrote } = JSON.parse(localStorage.getItem(keyOf(given)) ?? "{}");
    return !!(open || wrote);
  } catch {
    return false;
  }
}

function showButton(mode: string): void {
  host = document.createElement("div");
  if (settings?.["theme"]) host.setAttribute("theme", settings["theme"]);
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const button = document.createElement("button");
  button.type = "button";
  button.className = mode === "bottom-left" ? mode : "bottom-right";
  button.ariaLabel = "Chat";
  button.ariaExpanded = "false";
  button.append(icon());
  button.onpointerenter = button.onfocus = () => void load();
  button.onclick = () => void load().then((chat) => chat.open(true));
  root.append(button);
  document.body.append(host);
}

function icon(): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const drawn = { viewBox: "0 0 24 24", width: "26", height: "26", fill: "none", stroke: "currentColor" };
  const lines = { "stroke-width": "1.8", "stroke-linecap": "round", "stroke-linejoin": "round" };
  for (const [name, value] of Object.entries({ ...drawn, ...lines })) svg.setAttribute(name, value);
  svg.ariaHidden = "true";
  path.setAttribute("d", ICON);
  svg.append(path);
  return svg;
}

/** Fetches the widget and puts it in the button's place; the focus stays where it was. */
function load(): Promise<ChatElement> {
  loading ??= import(/* @vite-ignore */ new URL("bellhop-chat.js", base).href).then(place, (failure) => {
    loading = undefined;
    throw failure;
  });
  return loading;
}

function place(): ChatElement {
  const chat = document.createElement("bellhop-chat") as ChatElement & { token?: () => string };
  for (const [name, value] of Object.entries(settings ?? {})) chat.setAttribute(name, value);
  if (token) chat.token = () => token ?? "";
  const hadFocus = !!host?.shadowRoot?.activeElement;
  const target = settings?.["target"] && document.querySelector(settings["target"]);
  (target || document.body).append(chat);
  host?.remove();
  if (hadFocus) requestAnimationFrame(() => chat.shadowRoot?.querySelector("button")?.focus());
  return chat;
}

/** The visitor, also where the widget that would do that was never loaded. */
function forget(): void {
  token = undefined;
  try {
    localStorage.removeItem(keyOf(settings ?? {}));
  } catch {
    return;
  }
}

function run(...[name, argument]: Command): void {
  if (name === "boot") return boot(argument);
  if (name === "shutdown") forget();
  if (name === "open") void load().then((chat) => chat.open());
  else if (name === "identify") {
    token = argument;
    void loading?.then((chat) => chat.identify(argument));
  } else void loading?.then((chat) => chat[name as "close" | "shutdown"]());
}

function begin(): void {
  const waiting = page.bellhop?.q ?? [];
  page.bellhop = run;
  if (script?.dataset["site"]) boot();
  for (const command of waiting) run(...command);
}

// In a page's head the script may run before there is anything to put the button into.
if (document.body) begin();
else document.addEventListener("DOMContentLoaded", begin);
