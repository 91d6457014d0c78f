import { useStatus } from "@bellhop/react";
import { Avatar } from "@bellhop/ui";
import type { ReactNode } from "react";
import { StatusDot } from "../shell/StatusDot";
import type { Agent } from "../stores/shapes";
import { useConsoleTexts } from "../texts/texts";
import styles from "./AssignDialog.module.css";

interface Chooser {
  name: string;
  chosen: string;
  onChoose(value: string): void;
}

export interface ChoiceProps extends Chooser {
  value: string;
  label: string;
  face?: ReactNode;
  children?: ReactNode;
}

/** One of those to whom a conversation can be given. */
export function Choice({ name, value, chosen, onChoose, label, face, children }: ChoiceProps) {
  return (
    <label className={styles.choice}>
      <input
        type="radio"
        name={name}
        value={value}
        checked={chosen === value}
        onChange={() => onChoose(value)}
      />
      {face}
      <span className={styles.name}>{label}</span>
      {children}
    </label>
  );
}

export interface AgentChoiceProps extends Chooser {
  agent: Agent;
  isOwn: boolean;
}

/** An agent with whether they take conversations, and how many they have. */
export function AgentChoice({ agent, isOwn, ...chooser }: AgentChoiceProps) {
  const words = useConsoleTexts();
  const { person, available, load, capacity } = agent;
  const status = useStatus(person.id)?.status ?? "offline";
  const facts = [
    available ? words.availability.available : words.availability.unavailable,
    ...(status === "online" ? [] : [words.presence[status]]),
    words.availability.load(load, capacity),
  ];
  return (
    <Choice
      value={`agent:${person.id}`}
      label={isOwn ? words.assign.yourself(person.name) : person.name}
      face={<Avatar id={person.id} name={person.name} />}
      {...chooser}
    >
      <span className={styles.state}>
        <StatusDot status={status} />
        {facts.join(" · ")}
      </span>
    </Choice>
  );
}
