import { Fragment } from "react";
import { useAnswer } from "../shell/useAnswer";
import type { Conversation } from "../stores/shapes";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Details.module.css";

/** What the customer told, and what the desk knows. */
export function Facts({ conversation, opened }: { conversation: Conversation; opened: string }) {
  const words = useConsoleTexts();
  const teams = useAnswer("desk.teams", {}).answer?.teams ?? [];
  const { email, topic, team, answers, encrypted, messages } = conversation;
  const facts: [string, string][] = [
    ...(topic ? [[words.details.topic, topic] as [string, string]] : []),
    ...(team
      ? [[words.details.team, teams.find(({ id }) => id === team)?.name ?? team] as [string, string]]
      : []),
    [words.details.opened, opened],
    [words.details.messages, String(messages)],
    ...(encrypted ? [[words.details.protection, words.conversation.encrypted] as [string, string]] : []),
  ];
  return (
    <>
      <section className={styles.section} aria-labelledby="facts">
        <h3 id="facts" className={styles.heading}>
          {words.details.conversation}
        </h3>
        <dl className={styles.facts}>
          {email && (
            <>
              <dt>{words.email}</dt>
              <dd>
                <a href={`mailto:${email}`}>{email}</a>
              </dd>
            </>
          )}
          {facts.map(([name, value]) => (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </Fragment>
          ))}
        </dl>
      </section>
      {answers.length > 0 && (
        <section className={styles.section} aria-labelledby="answers">
          <h3 id="answers" className={styles.heading}>
            {words.details.answers}
          </h3>
          <dl className={styles.facts}>
            {answers.map(({ question, answer }) => (
              <Fragment key={question}>
                <dt>{question}</dt>
                <dd>{answer}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}
