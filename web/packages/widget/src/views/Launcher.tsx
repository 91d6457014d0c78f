import type { RefObject } from "react";
import { ChatIcon, DownIcon } from "../parts/icons";
import { useTexts } from "../texts/texts";

interface LauncherProps {
  button: RefObject<HTMLButtonElement | null>;
  isOpen: boolean;
  unread: number;
  onToggle(): void;
}

/** The round button; its name says how much is unread. */
export function Launcher({ button, isOpen, unread, onToggle }: LauncherProps) {
  const { launcher } = useTexts();
  return (
    <button
      ref={button}
      type="button"
      className="launcher"
      aria-expanded={isOpen}
      aria-label={isOpen ? launcher.close : launcher.open(unread)}
      onClick={onToggle}
    >
      {isOpen ? <DownIcon /> : <ChatIcon />}
      {!isOpen && unread > 0 && (
        <span className="badge" aria-hidden="true">
          {unread > 99 ? "99+" : unread}
        </span>
      )}
    </button>
  );
}
