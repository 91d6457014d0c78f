import { useCall } from "@bellhop/react";
import { Button, explain, Field, useTexts } from "@bellhop/ui";
import { type FormEvent, useState } from "react";
import { Dialog, DialogActions } from "../shell/Dialog";
import type { Agent, Team } from "../stores/shapes";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Agents.module.css";
import card from "./Card.module.css";

export interface AgentDialogProps {
  agent: Agent;
  teams: readonly Team[];
  onClose(): void;
}

/** What a manager decides about an agent; the change shows when the inbox tells. */
export function AgentDialog({ agent: { person, ...agent }, teams, onClose }: AgentDialogProps) {
  const words = useConsoleTexts();
  const texts = useTexts();
  const change = useCall("desk.agent");
  const [capacity, setCapacity] = useState(String(agent.capacity));
  const [chosen, setChosen] = useState(new Set(agent.teams));
  const [skills, setSkills] = useState(agent.skills.join(" "));
  const toggle = (team: string) => {
    const next = new Set(chosen);
    if (!next.delete(team)) next.add(team);
    setChosen(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const params = {
      person: person.id,
      capacity: Number(capacity),
      teams: [...chosen],
      skills: skills.split(/[\s,]+/).filter(Boolean),
    };
    change.call(params).then(onClose, () => {});
  };
  return (
    <Dialog title={person.name} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        <Field
          label={words.agents.capacity}
          type="number"
          min={0}
          max={1_000}
          value={capacity}
          onChange={(event) => setCapacity(event.target.value)}
          required
        />
        {teams.length > 0 && (
          <fieldset className={styles.teams}>
            <legend>{words.agents.teams}</legend>
            {teams.map(({ id, name }) => (
              <label key={id} className={styles.team}>
                <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
                {name}
              </label>
            ))}
          </fieldset>
        )}
        <Field
          label={words.agents.skills}
          hint={words.agents.skillsHint}
          value={skills}
          pattern="[A-Za-z0-9._\-\s,]*"
          onChange={(event) => setSkills(event.target.value)}
        />
        {change.error && (
          <p role="alert" className={card.error}>
            {explain(change.error, texts)}
          </p>
        )}
        <DialogActions>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="primary" type="submit" disabled={change.pending}>
            {words.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
