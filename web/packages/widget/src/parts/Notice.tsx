import type { Message } from "@bellhop/client/chat";
import { useTexts } from "../texts/texts";

/** A line that the system wrote. A word that is not known here is not shown. */
export function Notice({ message: { text, about, from } }: { message: Message }) {
  const { notices, erased } = useTexts().chat;
  if (!Object.hasOwn(notices, text)) return null;
  const say = notices[text as keyof typeof notices];
  return <li className="notice">{say((about ?? from).name || erased)}</li>;
}
