import type { ApiKey, Issued, Member, Message, RoomSummary, Sender, Where } from "./generated/protocol";

/** Who acts, as the server knows them. */
export type Principal = Sender;
export type Position = Omit<Where, "channel">;
export type ChannelPosition = Where;
export type TokenResult = Issued;
export type Apikey = ApiKey;
export type ChatRoom = Pick<RoomSummary, "room" | "name">;
export type ChatMessage = Pick<Message, "offset" | "text" | "from" | "clientId" | "at">;
export type { Member };
