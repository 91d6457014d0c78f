import type { ApiKey, Issued, Member, Message, RoomName, Sender, Where } from "./generated/protocol";

/** Who acts, as the server knows them. */
export type Principal = Sender;
export type Position = Omit<Where, "channel">;
export type ChannelPosition = Where;
export type TokenResult = Issued;
export type Apikey = ApiKey;
export type ChatRoom = RoomName;
export type ChatMessage = Message;
export type { Member };
