import { Avatar } from "@bellhop/ui";
import { ConfirmButton } from "../shell/ConfirmButton";
import type { Colleague } from "../stores/shapes";
import { useConsoleTexts } from "../texts/texts";
import card from "./Card.module.css";
import styles from "./People.module.css";

export type StaffRole = "staff" | "manager";

export interface PersonItemProps {
  colleague: Colleague;
  isOwn: boolean;
  onChange(role: StaffRole): void;
  onRemove(): void;
}

/** A colleague; oneself one cannot change or remove. */
export function PersonItem({ colleague, isOwn, onChange, onRemove }: PersonItemProps) {
  const words = useConsoleTexts().people;
  const { id, name, email, role } = colleague;
  return (
    <li className={`${card.item} ${styles.item}`}>
      <div className={styles.person}>
        <Avatar id={id} name={name} />
        <div>
          <p className={card.name}>{isOwn ? words.you(name) : name}</p>
          <p className={`${card.detail} ${styles.email}`}>{email}</p>
        </div>
      </div>
      {isOwn ? (
        <p className={card.detail}>{words.roles[role as StaffRole] ?? role}</p>
      ) : (
        <div className={styles.buttons}>
          <select
            aria-label={words.roleOf(name)}
            value={role}
            onChange={(event) => onChange(event.target.value as StaffRole)}
          >
            <option value="staff">{words.roles.staff}</option>
            <option value="manager">{words.roles.manager}</option>
          </select>
          <ConfirmButton label={words.remove} question={words.confirm(name)} onConfirm={onRemove} />
        </div>
      )}
    </li>
  );
}
