import type { Quote as QuotedMessage } from "@bellhop/client/chat";
import { useConnection } from "@bellhop/react";
import { useTexts } from "../texts/texts";

interface QuoteProps {
  quote: QuotedMessage;
  /** Whether it is of an encrypted message that its sender could not read. */
  isLocked: boolean;
  onShow(): void;
}

/** The beginning of the message that another one answers; brings it into sight. */
export function Quote({ quote, isLocked, onShow }: QuoteProps) {
  const { chat, home, message } = useTexts();
  const own = useConnection().principal?.id;
  return (
    <button type="button" className="quote" title={message.quoted} onClick={onShow}>
      <b>{quote.from.id === own ? chat.you : quote.from.name || chat.erased}</b>
      <span>{quote.text || (isLocked ? home.sealed : chat.deleted)}</span>
    </button>
  );
}
