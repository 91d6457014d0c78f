export { type CallView, useCall } from "./call";
export { type ChannelView, type UseChannelOptions, useChannel } from "./channel";
export { useConnection, useOutbox, useReadable } from "./connection";
export { BellhopProvider, type BellhopProviderProps, useClient } from "./provider";
