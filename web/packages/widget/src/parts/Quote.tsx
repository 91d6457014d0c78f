import type { Quote as QuotedMessage } from "@bellhop/client/chat";
import { useTexts } from "../texts/texts";

/** The beginning of the message that another one answers; brings it into sight. */
export function Quote({ quote, onShow }: { quote: QuotedMessage; onShow(): void }) {
  const { chat, message } = useTexts();
  return (
    <button type="button" className="quote" aria-label={message.quoted(quote.from.name)} onClick={onShow}>
      <b>{quote.from.name}</b>
      <span>{quote.text || chat.deleted}</span>
    </button>
  );
}
