export type {
  Attachment,
  Message,
  Preview,
  Quote,
  Reaction,
  RoomMember,
  RoomSummary,
  Sender,
} from "../generated/protocol";
export type { Lock } from "../sealed";
export { type Chat, chatOf } from "./chat";
export { isStaff, type RoomKind, type Tick, tickOf } from "./cursors";
/** @internal For the parts beside this package that ask the same way. */
export { patiently } from "./patiently";
export type { PersonState, PersonStatus, PersonStore } from "./person";
export type { PresenceState, PresenceStore } from "./presence";
export type { RoomStore, SendOptions } from "./room";
export { type RoomState, tickIn, type UnreadLine } from "./room-state";
export type { RoomsState, RoomsStore } from "./rooms";
export { Store } from "./store";
export type { Timeline, TimelineMessage } from "./timeline";
export type { TypingState, TypingStore } from "./typing";
export type { UnsentMessage } from "./unsent";
