import { Button, explain, useTexts } from "@bellhop/ui";
import { type FormEvent, useEffect, useState } from "react";
import type { ActionsView } from "../conversation/useActions";
import { Dialog, DialogActions } from "../shell/Dialog";
import { useInbox } from "../shell/inbox";
import { useAnswer } from "../shell/useAnswer";
import type { Conversation } from "../stores/shapes";
import { useConsoleTexts } from "../texts/texts";
import styles from "./AssignDialog.module.css";
import { AgentChoice, Choice } from "./Choice";

export interface AssignDialogProps {
  conversation: Conversation;
  actions: ActionsView;
  onClose(): void;
}

const QUEUE = "queue";

/** To whom a conversation is handed over, with a note for them. */
export function AssignDialog({ conversation, actions, onClose }: AssignDialogProps) {
  const words = useConsoleTexts().assign;
  const texts = useTexts();
  const { agents, own, store } = useInbox();
  const teams = useAnswer("desk.teams", {}).answer?.teams ?? [];
  const [to, setTo] = useState("");
  const [note, setNote] = useState("");
  useEffect(() => store.askAgents(), [store]);
  const { assignee } = conversation;
  const others = [...agents.values()]
    .filter(({ person }) => person.id !== assignee?.id)
    .sort((a, b) => Number(b.available) - Number(a.available) || a.person.name.localeCompare(b.person.name));
  const agent = agents.get(to.replace(/^agent:/, ""));
  const isFull = agent !== undefined && agent.load >= agent.capacity;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const [kind, id] = [to.split(":")[0], to.slice(to.indexOf(":") + 1)];
    const whom = kind === "agent" ? { to: id, over: isFull } : kind === "team" ? { team: id } : {};
    if (await actions.assign({ ...whom, ...(note.trim() && { note: note.trim() }) })) onClose();
  };
  const chooser = { name: "to", chosen: to, onChoose: setTo };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        <fieldset className={styles.group}>
          <legend>{words.agents}</legend>
          <div className={styles.choices}>
            {others.map((one) => (
              <AgentChoice key={one.person.id} agent={one} isOwn={one.person.id === own} {...chooser} />
            ))}
            {others.length === 0 && <p className={styles.empty}>{words.nobody}</p>}
          </div>
        </fieldset>
        <fieldset className={styles.group}>
          <legend>{words.queues}</legend>
          <div className={styles.choices}>
            {teams.map(({ id, name }) => (
              <Choice key={id} value={`team:${id}`} label={name} {...chooser} />
            ))}
            {assignee && <Choice value={QUEUE} label={words.back} {...chooser} />}
            {teams.length === 0 && !assignee && <p className={styles.empty}>{words.noTeams}</p>}
          </div>
        </fieldset>
        <label className={styles.note}>
          {words.note}
          <textarea value={note} maxLength={4_000} onChange={(event) => setNote(event.target.value)} />
        </label>
        {isFull && <p className={styles.error}>{words.full(agent.person.name)}</p>}
        {actions.error !== undefined && (
          <p role="alert" className={styles.error}>
            {explain(actions.error, texts)}
          </p>
        )}
        <DialogActions>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="primary" type="submit" disabled={to === "" || actions.pending}>
            {isFull ? words.anyway : words.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
