import type { BellhopClient, Readable } from "@bellhop/client";
import { chatOf } from "@bellhop/client/chat";
import { BellhopProvider, useHere, useReadable } from "@bellhop/react";
import { useEffect, useRef } from "react";
import type { Shell } from "../shell/shell";
import { type Language, LanguageProvider } from "../texts/texts";
import { Launcher } from "./Launcher";
import { Panel } from "./Panel";

export interface WidgetProps {
  shell: Shell;
  language: Language;
}

/** The whole chat, in whatever root it was put. */
export function Widget({ shell, language }: WidgetProps) {
  const state = useReadable(shell);
  const { client, isOpen, takesFocus, visit } = state;
  const { unread } = useReadable(unreadOf(client));
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    shell.start();
    return () => shell.stop();
  }, [shell]);
  useEffect(() => {
    if (isOpen && takesFocus) panel.current?.focus();
  }, [isOpen, takesFocus]);

  const close = () => {
    shell.close();
    button.current?.focus();
  };
  const { mode } = shell.options;
  return (
    <LanguageProvider value={language}>
      <div className={`widget ${mode} ${isOpen ? "open" : ""}`} lang={language}>
        {client && (
          <BellhopProvider key={visit} client={client}>
            <Here />
            {isOpen && <Panel shell={shell} state={state} panel={panel} onClose={close} />}
          </BellhopProvider>
        )}
        {mode !== "embedded" && (
          <Launcher
            button={button}
            isOpen={isOpen}
            unread={unread}
            onToggle={() => (isOpen ? close() : shell.open(true))}
          />
        )}
      </div>
    </LanguageProvider>
  );
}

/** Tells the staff whether the visitor is there, also while the chat is closed. */
function Here() {
  useHere();
  return null;
}

const NOTHING = { unread: 0 };
const NO_ROOMS: Readable<{ unread: number }> = { getSnapshot: () => NOTHING, subscribe: () => () => {} };

function unreadOf(client: BellhopClient | undefined): Readable<{ unread: number }> {
  return client ? chatOf(client).rooms("conversation") : NO_ROOMS;
}
