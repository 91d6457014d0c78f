import { useCall } from "@bellhop/react";
import { explain, useTexts } from "@bellhop/ui";
import { useAnswer } from "../shell/useAnswer";
import { useConsoleTexts } from "../texts/texts";
import card from "./Card.module.css";
import { Invitation } from "./Invitation";
import { Page } from "./Page";
import { PersonItem } from "./PersonItem";

/** Who works here: invite, change, remove. */
export function People({ own }: { own: string }) {
  const words = useConsoleTexts().people;
  const texts = useTexts();
  const { answer, failure, reload } = useAnswer("staff.list", {});
  const change = useCall("staff.change");
  const remove = useCall("staff.remove");
  const problem = change.error ?? remove.error ?? failure;
  return (
    <Page title={words.title} introduction={words.introduction}>
      <Invitation />
      <p role="alert" className={card.error}>
        {problem === undefined ? "" : explain(problem, texts)}
      </p>
      <ul className={card.list}>
        {answer?.staff.map((colleague) => (
          <PersonItem
            key={colleague.id}
            colleague={colleague}
            isOwn={colleague.id === own}
            onChange={(role) => change.call({ id: colleague.id, role }).then(reload, reload)}
            onRemove={() => remove.call({ id: colleague.id }).then(reload, () => {})}
          />
        ))}
      </ul>
    </Page>
  );
}
