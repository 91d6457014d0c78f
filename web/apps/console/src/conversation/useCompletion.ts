import { useConnection } from "@bellhop/react";
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import { useAnswer } from "../shell/useAnswer";
import { completed, filled, matching, type Wanted, wantedMention, wantedReply } from "../stores/completion";
import type { Conversation } from "../stores/shapes";

/** Something that can be put in the place of what is being written. */
export interface Offer {
  readonly id: string;
  readonly name: string;
  /** What is put; shown next to the name of a canned reply. */
  readonly text: string;
  readonly isMention: boolean;
}

export interface CompletionView {
  readonly offers: readonly Offer[];
  readonly chosen: number;
  /** Id of the list; that of an offer has its number behind. */
  readonly list: string;
  /** What connects the field with the list. */
  readonly field: Readonly<Record<`aria-${string}`, string | undefined>>;
  /** Looks where the caret is now. */
  look(): void;
  /** Whether the key was for the list. */
  hears(event: KeyboardEvent): boolean;
  put(offer: Offer): void;
  /** Ids of the colleagues that a text mentions by offers that were put. */
  mentioned(text: string): string[];
}

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Written {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onChange(text: string): void;
  conversation: Conversation;
  isNote: boolean;
}

/** Offers canned replies after `/`, and in notes colleagues after `@`. */
export function useCompletion({ field, text, onChange, conversation, isNote }: Written): CompletionView {
  const list = useId();
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [refused, setRefused] = useState<string>();
  const placed = useRef<number>(undefined);
  const names = useNames();
  const { wanted, offers } = useOffers(text, Math.min(caret, text.length), conversation, isNote ? names : []);
  const shown = refused === text ? [] : offers;
  const active = Math.min(chosen, Math.max(0, shown.length - 1));

  useEffect(() => {
    if (placed.current === undefined) return;
    field.current?.setSelectionRange(placed.current, placed.current);
    placed.current = undefined;
  });
  const look = () => setCaret(field.current?.selectionStart ?? 0);
  const put = (offer: Offer) => {
    if (!wanted) return;
    const next = completed(text, wanted, `${offer.text}${offer.isMention ? " " : ""}`);
    onChange(next.text);
    placed.current = next.caret;
    setCaret(next.caret);
    setChosen(0);
    field.current?.focus();
  };
  const hears = (event: KeyboardEvent) => {
    const offer = shown[active];
    if (!offer || event.shiftKey) return false;
    if (event.key === "ArrowDown") setChosen((active + 1) % shown.length);
    else if (event.key === "ArrowUp") setChosen((active + shown.length - 1) % shown.length);
    else if (event.key === "Enter" || event.key === "Tab") put(offer);
    else if (event.key === "Escape") setRefused(text);
    else return false;
    event.preventDefault();
    return true;
  };
  const mentioned = (sent: string) =>
    isNote ? names.filter(({ name }) => sent.includes(`@${name}`)).map(({ id }) => id) : [];
  const connected = {
    "aria-autocomplete": "list",
    "aria-controls": shown.length > 0 ? list : undefined,
    "aria-activedescendant": shown.length > 0 ? `${list}-${active}` : undefined,
  };
  return { offers: shown, chosen: active, list, field: connected, look, hears, put, mentioned };
}

function useOffers(
  text: string,
  caret: number,
  { customer }: Conversation,
  names: readonly Named[],
): { wanted: Wanted | undefined; offers: Offer[] } {
  const { answer } = useAnswer("desk.replies", {});
  const site = useAnswer("site.about", {}).answer?.name ?? "";
  const agent = useConnection().principal?.name ?? "";
  const mention = wantedMention(text, caret);
  if (mention && names.length > 0) {
    const offers = matching(names, mention.word, ({ name }) => name).map(({ id, name }) => {
      return { id, name, text: `@${name}`, isMention: true };
    });
    return { wanted: mention, offers };
  }
  const reply = wantedReply(text, caret);
  if (!reply) return { wanted: undefined, offers: [] };
  const offers = matching(answer?.replies ?? [], reply.word, ({ shortcut }) => shortcut).map((one) => {
    const put = filled(one.text, { customer: customer.name, agent, site });
    return { id: one.shortcut, name: `/${one.shortcut}`, text: put, isMention: false };
  });
  return { wanted: reply, offers };
}

/** The colleagues who can be mentioned. */
function useNames(): readonly Named[] {
  const own = useConnection().principal?.id;
  const { answer } = useAnswer("staff.list", {});
  return (answer?.staff ?? []).filter(({ id }) => id !== own);
}
