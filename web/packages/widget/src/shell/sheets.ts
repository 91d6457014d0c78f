import lock from "@bellhop/ui/lock.css?inline";
import scroll from "@bellhop/ui/scroll.css?inline";
import tokens from "@bellhop/ui/tokens.css?inline";
import chat from "../styles/chat.css?inline";
import composer from "../styles/composer.css?inline";
import frame from "../styles/frame.css?inline";
import home from "../styles/home.css?inline";
import theme from "../styles/theme.css?inline";

const STYLES = [tokens, theme, scroll, frame, home, chat, composer, lock];

let made: CSSStyleSheet[] | undefined;

/** Adopts the widget's styles: sheets made by script, which a policy without `unsafe-inline` allows. */
export function dress(root: ShadowRoot): void {
  made ??= sheetsWith(ownSize(root));
  root.adoptedStyleSheets = made;
  for (const kind of ["keydown", "keypress", "keyup"]) root.addEventListener(kind, keepIn);
}

/** What is typed here is no shortcut of the page, which cannot see that it is typed into a field. */
function keepIn(event: Event): void {
  event.stopPropagation();
}

/** A `rem` counts from the page's root, whose size is the page's matter: many make it 10 px. */
function sheetsWith(rem: number): CSSStyleSheet[] {
  return STYLES.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text.replace(/([\d.]+)rem/g, (_, times: string) => `${Number(times) * rem}px`));
    return sheet;
  });
}

/** What size of text the reader has chosen in the browser, in pixels. */
function ownSize(root: ShadowRoot): number {
  const probe = root.appendChild(document.createElement("i"));
  probe.style.font = "medium serif";
  const size = Number.parseFloat(getComputedStyle(probe).fontSize);
  probe.remove();
  return size || 16;
}
