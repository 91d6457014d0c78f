export { type CallView, useCall } from "./call";
export { type ChannelView, type UseChannelOptions, useChannel } from "./channel";
export { type ChatView, type TypingView, useChat, useTyping, useUnread } from "./chat";
export { useConnection, useOutbox, useReadable } from "./connection";
export { useHere } from "./here";
export { usePresence, useStatus } from "./presence";
export { BellhopProvider, type BellhopProviderProps, useClient } from "./provider";
export { type SealedView, useKeptText, useSealed } from "./sealed";
