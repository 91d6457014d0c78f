export { type CallView, useCall } from "./call";
export { type ChannelView, type UseChannelOptions, useChannel } from "./channel";
export { type ChatView, type TypingView, useChat, useTyping, useUnread } from "./chat";
export { useConnection, useOutbox, useReadable } from "./connection";
export { usePresence } from "./presence";
export { BellhopProvider, type BellhopProviderProps, useClient } from "./provider";
export { type SealedView, useSealed } from "./sealed";
