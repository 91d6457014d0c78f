import type { Reaction } from "@bellhop/client/chat";
import { useTexts } from "../texts/texts";

interface ReactionsProps {
  reactions: readonly Reaction[];
  onReact(emoji: string, on: boolean): Promise<unknown>;
}

export function Reactions({ reactions, onReact }: ReactionsProps) {
  const { message } = useTexts();
  if (reactions.length === 0) return null;
  return (
    <ul className="reactions">
      {reactions.map(({ emoji, count, mine }) => (
        <li key={emoji}>
          <button
            type="button"
            aria-pressed={mine}
            aria-label={message.reaction(emoji, count)}
            onClick={() => onReact(emoji, !mine).catch(() => {})}
          >
            {emoji} {count}
          </button>
        </li>
      ))}
    </ul>
  );
}
