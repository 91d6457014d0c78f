import { Avatar, Button, explain, useTexts } from "@bellhop/ui";
import { useEffect, useState } from "react";
import { useInbox } from "../shell/inbox";
import { StatusDot } from "../shell/StatusDot";
import { useAnswer } from "../shell/useAnswer";
import type { Agent } from "../stores/shapes";
import { useConsoleTexts } from "../texts/texts";
import { AgentDialog } from "./AgentDialog";
import styles from "./Agents.module.css";
import card from "./Card.module.css";
import { Page } from "./Page";

/** Who is given conversations, how many, and of which kind. */
export function Agents() {
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
          <AgentItem key={one.person.id} agent={one} onChange={() => setChanged(one.person.id)} />
        ))}
      </ul>
      {agent && <AgentDialog agent={agent} teams={teams} onClose={() => setChanged(undefined)} />}
    </Page>
  );
}

function AgentItem({ agent, onChange }: { agent: Agent; onChange(): void }) {
  const words = useConsoleTexts();
  const { person, available, load, capacity, teams, skills } = agent;
  return (
    <li className={card.item}>
      <div className={styles.agent}>
        <Avatar id={person.id} name={person.name} />
        <div className={styles.facts}>
          <p className={card.name}>{person.name}</p>
          <p className={styles.state}>
            <StatusDot status={available ? "online" : "offline"} />
            {[
              available ? words.availability.available : words.availability.unavailable,
              words.agents.load(load, capacity),
              ...teams,
              ...skills,
            ].join(" · ")}
          </p>
        </div>
      </div>
      <Button onClick={onChange}>{words.agents.change}</Button>
    </li>
  );
}
