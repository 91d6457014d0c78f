import { type KeyboardEvent, type RefObject, useCallback, useId } from "react";
import { DeskProvider, useDeskOfServer } from "../shell/desk";
import type { Shell, ShellState } from "../shell/shell";
import { Form } from "./Form";
import { Banner, Header } from "./Header";
import { Home } from "./Home";
import { Room } from "./Room";
import { Starting } from "./Starting";

interface PanelProps {
  shell: Shell;
  state: ShellState;
  panel: RefObject<HTMLDivElement | null>;
  onClose(): void;
}

/** The open chat. Escape closes it where it floats. */
export function Panel({ shell, state, panel, onClose }: PanelProps) {
  const desk = useDeskOfServer();
  const heading = useId();
  const isEmbedded = shell.options.mode === "embedded";
  const onEscape = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !isEmbedded) onClose();
  };
  const home = useCallback(() => shell.show({ name: "home" }), [shell]);
  return (
    <DeskProvider value={desk}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useAriaPropsSupportedByRole: it always has a role */}
      <div
        ref={panel}
        className="panel"
        role={isEmbedded ? "region" : "dialog"}
        aria-labelledby={heading}
        tabIndex={-1}
        onKeyDown={onEscape}
      >
        <Header
          id={heading}
          view={state.view}
          heading={shell.options.heading}
          onBack={home}
          onClose={isEmbedded ? undefined : onClose}
        />
        <Banner />
        <Contents shell={shell} state={state} onHome={home} />
      </div>
    </DeskProvider>
  );
}

function Contents({ shell, state: { view }, onHome }: { shell: Shell; state: ShellState; onHome(): void }) {
  if (view.name === "room") return <Room key={view.room} room={view.room} />;
  if (view.name === "starting") return <Starting onNothing={onHome} />;
  if (view.name === "form") {
    return <Form fields={shell.options.form} onStarted={() => shell.show({ name: "starting" })} />;
  }
  return <Home onShow={shell.show} />;
}
