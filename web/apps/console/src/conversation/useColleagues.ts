import { isStaff, type Sender } from "@bellhop/client/chat";
import { usePresence } from "@bellhop/react";
import { useMemo } from "react";

/** The others of the staff who have the conversation open; only staff can be in the room of its notes. */
export interface ColleaguesView {
  /** Their names. */
  readonly looking: readonly string[];
  readonly typing: readonly string[];
}

/** @param typing who is writing, in the conversation or a note */
export function useColleagues(room: string, own: string, typing: readonly Sender[]): ColleaguesView {
  const { members } = usePresence(`chat:${room}~notes`);
  return useMemo(() => {
    const writing = new Map(typing.filter(({ role }) => isStaff(role)).map(({ id, name }) => [id, name]));
    const others = members.filter(({ id }) => id !== own && !writing.has(id));
    return { looking: others.map(({ name }) => name), typing: [...writing.values()] };
  }, [members, own, typing]);
}
