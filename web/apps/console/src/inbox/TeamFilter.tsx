import { readSetting, writeSetting } from "@bellhop/ui";
import { useState } from "react";
import { useAnswer } from "../shell/useAnswer";
import type { Team } from "../stores/shapes";
import { useConsoleTexts } from "../texts/texts";
import styles from "./TeamFilter.module.css";

export interface TeamView {
  readonly teams: readonly Team[];
  /** `undefined` for all. */
  readonly chosen: string | undefined;
  choose(team: string | undefined): void;
}

const SETTING = "inbox-team";

/** The team whose conversations are shown; a choice that this browser remembers. */
export function useTeam(): TeamView {
  const { answer } = useAnswer("desk.teams", {});
  const [chosen, setChosen] = useState(() => readSetting(SETTING));
  const teams = answer?.teams ?? [];
  const choose = (team: string | undefined) => {
    writeSetting(SETTING, team);
    setChosen(team);
  };
  const isKnown = answer === undefined || teams.some(({ id }) => id === chosen);
  return { teams, chosen: isKnown ? chosen : undefined, choose };
}

export function TeamFilter({ view: { teams, chosen, choose } }: { view: TeamView }) {
  const words = useConsoleTexts().inbox;
  if (teams.length === 0) return null;
  return (
    <select
      className={styles.select}
      aria-label={words.team}
      value={chosen ?? ""}
      onChange={(event) => choose(event.target.value || undefined)}
    >
      <option value="">{words.allTeams}</option>
      {teams.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
