export type { BackoffOptions } from "./backoff";
export type { CallOptions } from "./calls";
export { BellhopClient, type Channel, type ClientEvents, type Committed, createClient } from "./client";
export { BellhopError, type FailureCode } from "./errors";
export type { CloseCode, ErrorCode, Events, MethodName, Methods, Reconnect } from "./generated/protocol";
export { callHttp, type HttpOptions } from "./http";
export type * from "./names";
export type { Readable } from "./observable";
export type { ClientOptions } from "./options";
export type { OutboxView } from "./outbox/outbox";
export type { OutboxEntry } from "./outbox/store";
export type { Health, Quality } from "./quality";
export type { ConnectionState, ConnectionStatus } from "./status";
export type {
  StoredEvent,
  SubscribeOptions,
  Subscription,
  SubscriptionState,
  SubscriptionStatus,
} from "./subscription";
export { readClaims, type TokenProvider } from "./tokens";
export type { TransportName } from "./transport/transport";
export type { ChannelEvent, Since } from "./wire";
