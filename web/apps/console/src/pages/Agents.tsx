import { Avatar, Button, explain, useTexts } from "@bellhop/ui";
import { type ReactNode, useEffect, useState } from "react";
import { Presence } from "../details/Presence";
import { useInbox } from "../shell/inbox";
import { useAnswer } from "../shell/useAnswer";
import type { Agent } from "../stores/shapes";
import { useConsoleTexts } from "../texts/texts";
import { AgentDialog } from "./AgentDialog";
import styles from "./Agents.module.css";
import card from "./Card.module.css";
import { Page } from "./Page";

/** Who is there, and who is given conversations, how many, and of which kind. Managers change that. */
export function Agents({ isManager }: { isManager: boolean }) {
  const words = useConsoleTexts().agents;
  const texts = useTexts();
  const { agents, error, store } = useInbox();
  const teams = useAnswer("desk.teams", {}).answer?.teams ?? [];
  const [changed, setChanged] = useState<string>();
  useEffect(() => store.askAgents(), [store]);
  const shown = [...agents.values()].sort((a, b) => a.person.name.localeCompare(b.person.name));
  const agent = changed === undefined ? undefined : agents.get(changed);
  return (
    <Page title={words.title} introduction={words.introduction}>
      {error && (
        <p role="alert" className={card.error}>
          {explain(error, texts)}
        </p>
      )}
      {shown.length === 0 && <p className={card.introduction}>{words.none}</p>}
      <ul className={card.list}>
        {shown.map((one) => (
          <AgentItem key={one.person.id} agent={one}>
            {isManager && <Button onClick={() => setChanged(one.person.id)}>{words.change}</Button>}
          </AgentItem>
        ))}
      </ul>
      {agent && <AgentDialog agent={agent} teams={teams} onClose={() => setChanged(undefined)} />}
    </Page>
  );
}

function AgentItem({ agent, children }: { agent: Agent; children: ReactNode }) {
  const words = useConsoleTexts();
  const { person, available, load, capacity, teams, skills } = agent;
  return (
    <li className={card.item}>
      <div className={styles.agent}>
        <Avatar id={person.id} name={person.name} />
        <div className={styles.facts}>
          <p className={card.name}>{person.name}</p>
          <Presence id={person.id} />
          <p className={styles.state}>
            {[
              available ? words.availability.available : words.availability.unavailable,
              words.agents.load(load, capacity),
              ...teams,
              ...skills,
            ].join(" · ")}
          </p>
        </div>
      </div>
      {children}
    </li>
  );
}
