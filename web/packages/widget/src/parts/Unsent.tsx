import { useTexts } from "../texts/texts";
import { WarningIcon } from "./icons";
import { Words } from "./Message";
import { Ticks } from "./Ticks";

export interface UnsentProps {
  text: string;
  failed: boolean;
  /** How many files go with it. */
  files: number;
  onRetry(): void;
  onDiscard(): void;
}

/** One's own message that waits to be sent, or could not be. */
export function Unsent({ text, failed, files, onRetry, onDiscard }: UnsentProps) {
  const { chat, home } = useTexts();
  return (
    <li className={`message own unsent ${failed ? "failed" : ""}`}>
      <div className="column">
        <p className="hidden">{chat.you}</p>
        <Words>{text || home.files(files)}</Words>
        {failed ? (
          <>
            <p className="meta">
              <WarningIcon />
              {chat.ticks.failed}
            </p>
            <div className="buttons">
              <button type="button" className="plain" onClick={onRetry}>
                {chat.retry}
              </button>
              <button type="button" className="plain danger" onClick={onDiscard}>
                {chat.discard}
              </button>
            </div>
          </>
        ) : (
          <p className="meta">
            <Ticks tick="pending" />
          </p>
        )}
      </div>
    </li>
  );
}
