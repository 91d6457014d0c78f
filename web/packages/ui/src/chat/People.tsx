import type { Member } from "@bellhop/client";
import { useRef } from "react";
import { Avatar } from "../parts/Avatar";
import { Button, IconButton } from "../parts/Button";
import { CloseIcon, PeopleIcon } from "../parts/icons";
import { useTexts } from "../texts/language";
import styles from "./People.module.css";
import type { RoomView } from "./useRoom";

type PeopleProps = { view: Pick<RoomView, "members" | "count" | "own"> };

/** How many are here; on small screens it opens the list. */
export function PeopleButton({ view }: PeopleProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { people } = useTexts();
  if (view.count === undefined) return null;
  return (
    <>
      <Button look="quiet" className={styles.button} onClick={() => dialog.current?.showModal()}>
        <PeopleIcon />
        {people.count(view.count)}
      </Button>
      <p className={styles.wideCount}>{people.count(view.count)}</p>
      <dialog ref={dialog} className={styles.dialog} aria-label={people.title}>
        <div className={styles.dialogHeader}>
          <h2 className={styles.title}>{people.title}</h2>
          <IconButton label={people.close} onClick={() => dialog.current?.close()}>
            <CloseIcon />
          </IconButton>
        </div>
        <PeopleList view={view} />
      </dialog>
    </>
  );
}

/** Who is here, beside the conversation on wide screens. */
export function PeoplePanel({ view }: PeopleProps) {
  const { people } = useTexts();
  return (
    <aside className={styles.panel} aria-label={people.title}>
      <h2 className={styles.title}>{people.title}</h2>
      <PeopleList view={view} />
    </aside>
  );
}

function PeopleList({ view: { members, own } }: PeopleProps) {
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
