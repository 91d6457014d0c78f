import { isEscape } from "@bellhop/ui/keys";
import { type KeyboardEvent, type RefObject, useCallback, useId, useState } from "react";
import { goRound } from "../parts/round";
import { DeskProvider, useDeskOfServer } from "../shell/desk";
import type { View } from "../shell/memory";
import type { Pending, Shell, ShellState, Start } from "../shell/shell";
import { Form } from "./Form";
import { Banner, Header } from "./Header";
import { Home } from "./Home";
import { Room } from "./Room";
import { Starting } from "./Starting";
import { Transcript } from "./Transcript";

interface PanelProps {
  shell: Shell;
  state: ShellState;
  panel: RefObject<HTMLDivElement | null>;
  onClose(): void;
}

/** The open chat. Escape closes it where it floats. What one goes to takes the focus along. */
export function Panel({ shell, state, panel, onClose }: PanelProps) {
  const desk = useDeskOfServer();
  const heading = useId();
  const isEmbedded = shell.options.mode === "embedded";
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    if (isEmbedded) return;
    if (isEscape(event)) onClose();
    goRound(event);
  };
  const go = useCallback(
    (view: View) => {
      panel.current?.focus();
      shell.show(view);
    },
    [shell, panel],
  );
  const home = useCallback(() => go({ name: "home" }), [go]);
  const { view, start } = state;
  const [transcribed, setTranscribed] = useState<string>();
  const closeTranscript = () => {
    setTranscribed(undefined);
    panel.current?.focus();
  };
  return (
    <DeskProvider value={desk}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useAriaPropsSupportedByRole: it always has a role */}
      <div
        ref={panel}
        className="panel"
        role={isEmbedded ? "region" : "dialog"}
        aria-labelledby={heading}
        tabIndex={-1}
        onKeyDown={onKey}
      >
        <Header
          id={heading}
          view={view}
          heading={shell.options.heading}
          onBack={home}
          onTranscript={() => setTranscribed(view.name === "room" ? view.room : undefined)}
          onClose={isEmbedded ? undefined : onClose}
        />
        <Banner />
        {view.name === "room" && view.room === transcribed && (
          <Transcript room={view.room} email={shell.email} onClose={closeTranscript} />
        )}
        <Contents shell={shell} view={view} start={start} onShow={go} onHome={home} />
      </div>
    </DeskProvider>
  );
}

interface ContentsProps {
  shell: Shell;
  view: View;
  start: Pending | undefined;
  onShow(view: View): void;
  onHome(): void;
}

function Contents({ shell, view, start, onShow, onHome }: ContentsProps) {
  if (view.name === "room") return <Room key={view.room} room={view.room} />;
  if (view.name === "starting") return <Starting start={start} onNothing={onHome} />;
  if (view.name === "form") {
    const begin = (filledIn: Start) => {
      shell.begin(filledIn);
      onShow({ name: "starting" });
    };
    return <Form shell={shell} failed={start} onStart={begin} />;
  }
  return <Home onShow={onShow} />;
}
