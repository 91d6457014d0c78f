import { usePresence } from "@bellhop/react";
import { useMemo } from "react";

/** The others of the staff who have the conversation open; only staff can be in the room of its notes. */
export interface ColleaguesView {
  readonly looking: readonly string[];
  readonly typing: readonly string[];
}

export function useColleagues(room: string, own: string, typing: readonly string[]): ColleaguesView {
  const { members } = usePresence(`chat:${room}~notes`);
  const typists = typing.join("\n");
  return useMemo(() => {
    const names = members.filter(({ id }) => id !== own).map(({ name }) => name);
    const writing = new Set(typists.split("\n"));
    return {
      looking: names.filter((name) => !writing.has(name)),
      typing: names.filter((name) => writing.has(name)),
    };
  }, [members, own, typists]);
}
