import type { Sender } from "@bellhop/client/chat";
import { type Texts, useTexts } from "../texts/texts";

/** What a notice says: its word, who made it happen, and about whom it is. */
export interface Happened {
  text: string;
  from: Sender;
  about?: { name: string } | undefined;
}

/** A line that the system wrote. A word that is not known here is not shown. */
export function Notice({ message, own }: { message: Happened; own: string | undefined }) {
  const line = noticeText(message, own, useTexts());
  return line ? <li className="notice">{line}</li> : null;
}

/** Empty for a word that is not known here. */
export function noticeText(
  { text, from, about }: Happened,
  own: string | undefined,
  { chat }: Texts,
): string {
  const { notices, youAddedDevice, erased } = chat;
  if (!Object.hasOwn(notices, text)) return "";
  if (text === "device" && from.id === own) return youAddedDevice;
  return notices[text as keyof typeof notices]((about ?? from).name || erased);
}
