import { chatOf } from "@bellhop/client/chat";
import { useClient, useUnread } from "@bellhop/react";
import { hidden } from "@bellhop/ui";
import { useEffect, useRef } from "react";
import { Alarm } from "../stores/alarm";
import { chime } from "../stores/chime";
import { isIn } from "../stores/queues";
import { titleWith } from "../stores/unseen";
import { useConsoleTexts } from "../texts/texts";
import { useInbox } from "./inbox";
import { usePreference } from "./preferences";
import { useUnseen } from "./useUnseen";

const RELOAD_MILLISECONDS = 1_000;
/** So many of the newest rooms tell of their messages themselves. */
const FOLLOWED = 100;

export function useSoundSwitch() {
  return usePreference("sound", true);
}

/** Makes what is unseen known: by the page's title and by a sound. */
export function Notices() {
  const words = useConsoleTexts();
  const unseen = useUnseen();
  const sound = useSoundSwitch();
  const isOn = useRef(sound.on);
  const alarm = useRef<Alarm>(undefined);
  const known = useUnread("conversation").phase === "ready";
  useKnownRooms();

  useEffect(() => {
    isOn.current = sound.on;
  }, [sound.on]);
  useEffect(() => {
    document.title = titleWith(unseen.size, words.title);
    return () => {
      document.title = words.title;
    };
  }, [unseen.size, words.title]);
  useEffect(() => {
    alarm.current ??= new Alarm(() => isOn.current && chime());
    if (known) alarm.current.update(unseen);
  }, [unseen, known]);
  useEffect(() => () => alarm.current?.stop(), []);
  return (
    <p role="status" className={hidden.hidden}>
      {unseen.size > 0 && words.notices.count(unseen.size)}
    </p>
  );
}

/**
 * The list of rooms does not hear of conversations that begin, nor of messages in those further down than it follows; the
 * inbox does.
 */
function useKnownRooms(): void {
  const client = useClient();
  const { conversations, own } = useInbox();
  const { rooms, phase } = useUnread("conversation");
  const known = new Map(
    rooms.map(({ room, messages }, place) => [room, place < FOLLOWED ? Number.POSITIVE_INFINITY : messages]),
  );
  const unknown = [...conversations.values()]
    .filter((one) => (known.get(one.room) ?? -1) < one.messages)
    .filter((one) => isIn(one, "mine", own) || isIn(one, "unassigned", own))
    .map(({ room, messages }) => `${room} ${messages}`)
    .join();
  useEffect(() => {
    if (unknown === "" || phase !== "ready") return;
    const { reload } = chatOf(client).rooms("conversation");
    reload();
    const again = setTimeout(reload, RELOAD_MILLISECONDS);
    return () => clearTimeout(again);
  }, [client, unknown, phase]);
}
