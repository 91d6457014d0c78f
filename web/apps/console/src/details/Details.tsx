import { Avatar, CloseIcon, IconButton, useLocale } from "@bellhop/ui";
import { useInbox } from "../shell/inbox";
import { useAnswer } from "../shell/useAnswer";
import { called } from "../stores/shapes";
import { longTime } from "../stores/times";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Details.module.css";
import { Facts } from "./Facts";
import { Others } from "./Others";
import { Presence } from "./Presence";
import { Rating } from "./Rating";
import { Transcript } from "./Transcript";

export interface DetailsProps {
  room: string;
  onClose(): void;
}

/** Who the customer is, and what is known of the conversation. */
export function Details({ room, onClose }: DetailsProps) {
  const words = useConsoleTexts();
  const locale = useLocale();
  const { conversations } = useInbox();
  const { answer } = useAnswer("desk.conversation", { room });
  const conversation = conversations.get(room);
  if (!conversation) return null;
  const { customer, openedAt, stars, remark } = conversation;
  const name = called(customer, words.conversation);
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
      <Facts conversation={conversation} opened={longTime(openedAt, locale)} />
      {stars !== undefined && <Rating stars={stars} remark={remark} />}
      {conversation.email && !conversation.encrypted && <Transcript room={room} email={conversation.email} />}
      <Others others={answer?.others} />
    </aside>
  );
}
