import type { Reaction } from "@bellhop/client/chat";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Reactions.module.css";

export interface ReactionsProps {
  reactions: readonly Reaction[];
  onReact(emoji: string, on: boolean): Promise<object>;
}

export function Reactions({ reactions, onReact }: ReactionsProps) {
  const words = useConsoleTexts().menu;
  if (reactions.length === 0) return null;
  return (
    <div className={styles.reactions}>
      {reactions.map(({ emoji, count, mine }) => (
        <button
          key={emoji}
          type="button"
          className={styles.reaction}
          aria-pressed={mine}
          aria-label={words.reaction(emoji, count)}
          onClick={() => onReact(emoji, !mine).catch(() => {})}
        >
          <span aria-hidden="true">{emoji}</span>
          {count}
        </button>
      ))}
    </div>
  );
}
