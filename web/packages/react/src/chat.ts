import {
  chatOf,
  type RoomKind,
  type RoomState,
  type RoomStore,
  type RoomsState,
  type Sender,
} from "@bellhop/client/chat";
import { useMemo } from "react";
import { useReadable } from "./connection";
import { useClient } from "./provider";

export type ChatView = RoomState &
  Pick<
    RoomStore,
    | "send"
    | "retry"
    | "discard"
    | "edit"
    | "remove"
    | "react"
    | "loadOlder"
    | "loadNewer"
    | "around"
    | "latest"
    | "atEnd"
  >;

/**
 * A room, live while mounted: messages, one's own unsent ones, members with their cursors, the line before what was
 * not read. All components that name the same room share it. Receipts go out by themselves; the view only tells
 * with `atEnd` whether the newest message is in sight.
 */
export function useChat(room: string): ChatView {
  const store = chatOf(useClient()).room(room);
  const state = useReadable(store);
  return useMemo(() => ({ ...actionsOf(store), ...state }), [store, state]);
}

/** The principal's rooms with what is unread in each and in all of them. */
export function useUnread(kind?: RoomKind): RoomsState {
  return useReadable(chatOf(useClient()).rooms(kind));
}

export interface TypingView {
  /** The others who are writing in the room, and their names. */
  readonly people: readonly Sender[];
  readonly names: readonly string[];
  /** Says whether one is writing oneself: at most every 3 s, and at once when it ends. */
  tell(typing: boolean): void;
}

/** Who is writing in a room. */
export function useTyping(room: string): TypingView {
  const store = chatOf(useClient()).typing(room);
  const { people } = useReadable(store);
  return useMemo(
    () => ({ people, names: people.map(({ name }) => name), tell: store.tell }),
    [people, store],
  );
}

function actionsOf(store: RoomStore): Omit<ChatView, keyof RoomState> {
  const { send, retry, discard, edit, remove, react, loadOlder, loadNewer, around, latest, atEnd } = store;
  return { send, retry, discard, edit, remove, react, loadOlder, loadNewer, around, latest, atEnd };
}
