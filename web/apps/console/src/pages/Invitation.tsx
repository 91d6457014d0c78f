import { useCall } from "@bellhop/react";
import { Button, explain, useLanguage, useLocale } from "@bellhop/ui";
import { useState } from "react";
import { longTime } from "../stores/times";
import { useConsoleTexts } from "../texts/texts";
import card from "./Card.module.css";
import styles from "./People.module.css";
import type { StaffRole } from "./PersonItem";

/** Makes a link by which somebody joins the staff. */
export function Invitation() {
  const words = useConsoleTexts();
  const { texts } = useLanguage();
  const locale = useLocale();
  const invite = useCall("staff.invite");
  const [role, setRole] = useState<StaffRole>("staff");
  const [copied, setCopied] = useState(false);
  const make = () => {
    setCopied(false);
    invite.call({ role }).catch(() => {});
  };
  const copy = (url: string) => navigator.clipboard.writeText(url).then(() => setCopied(true));
  return (
    <>
      <div className={styles.invite}>
        <label className={styles.role}>
          {words.people.role}
          <select value={role} onChange={(event) => setRole(event.target.value as StaffRole)}>
            <option value="staff">{words.people.roles.staff}</option>
            <option value="manager">{words.people.roles.manager}</option>
          </select>
        </label>
        <Button look="primary" disabled={invite.pending} onClick={make}>
          {words.people.invite}
        </Button>
      </div>
      {invite.error && (
        <p role="alert" className={card.error}>
          {explain(invite.error, texts)}
        </p>
      )}
      {invite.result && (
        <div className={card.secret} role="status">
          <p>{words.people.link(longTime(invite.result.expires, locale))}</p>
          <code>{invite.result.url}</code>
          <Button onClick={() => invite.result && copy(invite.result.url)}>
            {copied ? words.copied : words.copy}
          </Button>
        </div>
      )}
    </>
  );
}
