import type { Quote as QuotedMessage } from "@bellhop/client/chat";
import { useConnection } from "@bellhop/react";
import { useTexts } from "../texts/texts";

/** The beginning of the message that another one answers; brings it into sight. */
export function Quote({ quote, onShow }: { quote: QuotedMessage; onShow(): void }) {
  const { chat, message } = useTexts();
  const own = useConnection().principal?.id;
  return (
    <button type="button" className="quote" title={message.quoted} onClick={onShow}>
      <b>{quote.from.id === own ? chat.you : quote.from.name}</b>
      <span>{quote.text || chat.deleted}</span>
    </button>
  );
}
