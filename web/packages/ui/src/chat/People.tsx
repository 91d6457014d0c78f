import type { Member } from "@bellhop/client";
import type { PresenceState } from "@bellhop/client/chat";
import { useRef } from "react";
import { Avatar } from "../parts/Avatar";
import { Button, IconButton } from "../parts/Button";
import { CloseIcon, PeopleIcon } from "../parts/icons";
import { useTexts } from "../texts/language";
import styles from "./People.module.css";

interface PeopleProps {
  people: PresenceState & { own: string | undefined };
}

/** How many are here; on small screens it opens the list. */
export function PeopleButton({ people: { count, ...rest } }: PeopleProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { people } = useTexts();
  if (count === undefined) return null;
  return (
    <>
      <Button look="quiet" className={styles.button} onClick={() => dialog.current?.showModal()}>
        <PeopleIcon />
        {people.count(count)}
      </Button>
      <p className={styles.wideCount}>{people.count(count)}</p>
      <dialog ref={dialog} className={styles.dialog} aria-label={people.title}>
        <div className={styles.dialogHeader}>
          <h2 className={styles.title}>{people.title}</h2>
          <IconButton label={people.close} onClick={() => dialog.current?.close()}>
            <CloseIcon />
          </IconButton>
        </div>
        <PeopleList people={{ count, ...rest }} />
      </dialog>
    </>
  );
}

/** Who is here, beside the conversation on wide screens. */
export function PeoplePanel({ people }: PeopleProps) {
  const texts = useTexts();
  return (
    <aside className={styles.panel} aria-label={texts.people.title}>
      <h2 className={styles.title}>{texts.people.title}</h2>
      <PeopleList people={people} />
    </aside>
  );
}

function PeopleList({ people: { members, own } }: PeopleProps) {
  return (
    <ul className={styles.list}>
      {[...members].sort(byName).map((member) => (
        <Person key={member.id} member={member} isOwn={member.id === own} />
      ))}
    </ul>
  );
}

function Person({ member: { id, name, role }, isOwn }: { member: Member; isOwn: boolean }) {
  const { people } = useTexts();
  return (
    <li className={styles.person}>
      <Avatar id={id} name={name} />
      <div>
        <p className={styles.name}>
          {name}
          {isOwn && <span className={styles.you}> ({people.you})</span>}
        </p>
        <p className={styles.role}>{people.roles[role as keyof typeof people.roles] ?? role}</p>
      </div>
    </li>
  );
}

function byName(a: Member, b: Member): number {
  return a.name.localeCompare(b.name);
}
