import { Avatar, CloseIcon, IconButton, useLanguage } from "@bellhop/ui";
import { useInbox } from "../shell/inbox";
import { useAnswer } from "../shell/useAnswer";
import { longTime } from "../stores/times";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Details.module.css";
import { Facts } from "./Facts";
import { Others } from "./Others";
import { Presence } from "./Presence";
import { Rating } from "./Rating";

export interface DetailsProps {
  room: string;
  onClose(): void;
}

/** Who the customer is, and what is known of the conversation. */
export function Details({ room, onClose }: DetailsProps) {
  const words = useConsoleTexts();
  const { language } = useLanguage();
  const { conversations } = useInbox();
  const { answer } = useAnswer("desk.conversation", { room });
  const conversation = conversations.get(room);
  if (!conversation) return null;
  const { customer, openedAt, stars, remark } = conversation;
  const name = customer.name || words.conversation.nobody;
  return (
    <aside className={styles.details} aria-labelledby="details">
      <div className={styles.header}>
        <h2 id="details" className={styles.title}>
          {words.details.title}
        </h2>
        <IconButton label={words.details.hide} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </div>
      <div className={styles.person}>
        <Avatar id={customer.id} name={name} />
        <p className={styles.name}>{name}</p>
        {customer.id !== "" && <Presence id={customer.id} />}
      </div>
      <Facts conversation={conversation} opened={longTime(openedAt, language)} />
      {stars !== undefined && <Rating stars={stars} remark={remark} />}
      <Others others={answer?.others} />
    </aside>
  );
}
