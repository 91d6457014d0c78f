// Generated from the server's registry of methods. Do not edit.

export interface ApiKey {
  id: string;
  name: string;
  createdAt: string;
}

export interface ApikeyCreateParams {
  name: string;
}

export interface ApikeyCreateResult {
  id: string;
  key: string;
}

export interface ApikeyListResult {
  keys: ApiKey[];
}

export interface ApikeyRevokeParams {
  id: string;
}

export interface AuthGuestParams {
  site: string;
  name?: string;
}

export interface AuthRevokeParams {
  principal?: string;
  token?: string;
}

export interface AuthRevoked {
  principal?: string;
  token?: string;
}

export interface ChannelParams {
  channel: string;
}

export interface ChatHistoryParams {
  room: string;
  before?: number;
  limit?: number;
}

export interface ChatHistoryResult {
  messages: Message[];
  more: boolean;
  position: Where;
}

export interface ChatMessage {
  text: string;
  from: Sender;
  clientId?: string;
}

export interface ChatRoomsResult {
  rooms: RoomName[];
}

export interface ChatSendParams {
  room: string;
  text: string;
  clientId?: string;
}

export interface ChatSendResult {
  offset: number;
  at: string;
}

export interface ChatTyping {
  from: Sender;
  typing: boolean;
}

export interface ChatTypingParams {
  room: string;
  typing: boolean;
}

export interface Client {
  name?: string;
  version?: string;
}

export interface Colleague {
  id: string;
  email: string;
  name: string;
  role: string;
}

export interface ConnectParams {
  token: string;
  session?: string;
  client?: Client;
}

export interface ConnectResult {
  session: string;
  site: string;
  principal: ConnectWho;
  expires?: string;
  time: string;
  ping: Ping;
  limits: Limits;
  flags: Record<string, boolean>;
}

export interface ConnectWho {
  id: string;
  role: string;
  name: string;
}

export interface Issued {
  token: string;
  principal: Who;
  expires: string;
}

export interface Limits {
  frame: number;
  batch: number;
  subscriptions: number;
  inFlight: number;
}

export interface Member {
  id: string;
  role: string;
  name: string;
  since: string;
}

export interface Message {
  offset: number;
  text: string;
  from: Sender;
  clientId?: string;
  at: string;
}

export type None = Record<string, never>;

export interface Ping {
  interval: number;
  timeout: number;
}

export interface PingResult {
  time: string;
}

export interface PositionResult {
  channel: string;
  epoch: string;
  offset: number;
}

export interface PresenceResult {
  count: number;
  members?: Member[];
}

export interface PublishParams {
  channel: string;
  type: string;
  data: unknown;
}

export interface PublishResult {
  offset?: number;
  at: string;
}

export interface RefreshParams {
  token: string;
}

export interface RefreshResult {
  expires?: string;
}

export interface RoomName {
  room: string;
  name: string;
}

export interface Sender {
  id: string;
  role: string;
  name: string;
}

export interface Since {
  epoch?: string;
  offset: number;
}

export interface StaffChangeParams {
  id: string;
  role: "staff" | "manager";
}

export interface StaffInviteParams {
  role: "staff" | "manager";
}

export interface StaffInviteResult {
  url: string;
  expires: string;
}

export interface StaffListResult {
  staff: Colleague[];
}

export interface StaffLoginParams {
  site: string;
  email: string;
  password: string;
}

export interface StaffRemoveParams {
  id: string;
}

export interface StaffSetupParams {
  site: string;
  setup: string;
  email: string;
  name: string;
  password: string;
}

export interface SubscribeParams {
  channel: string;
  since?: Since;
  filter?: string;
  presence?: boolean;
}

export interface SubscribeResult {
  channel: string;
  epoch: string;
  offset: number;
  recovered: boolean;
  members?: Member[];
  count?: number;
}

export interface Where {
  channel: string;
  epoch: string;
  offset: number;
}

export interface Who {
  id: string;
  role: string;
  name: string;
}

export interface Methods {
  /** Makes an API key; a repeat with the same idempotency key is a conflict. */
  "apikey.create": { params: ApikeyCreateParams; result: ApikeyCreateResult };
  /** Lists the site's API keys in force. */
  "apikey.list": { params: None; result: ApikeyListResult };
  /** Withdraws an API key at once. */
  "apikey.revoke": { params: ApikeyRevokeParams; result: None };
  /** Gives a visitor without an account a token. */
  "auth.guest": { params: AuthGuestParams; result: Issued };
  /** Gives a guest a fresh token before the old one ends. */
  "auth.renew": { params: None; result: Issued };
  /** Ends a principal's tokens so far, or one token, and their connections. */
  "auth.revoke": { params: AuthRevokeParams; result: None };
  /** Reads a page of messages, oldest first, and the position it is true for. */
  "chat.history": { params: ChatHistoryParams; result: ChatHistoryResult };
  /** Lists the rooms that the caller may enter. */
  "chat.rooms": { params: None; result: ChatRoomsResult };
  /** Writes a message to a room; answers after it is committed. */
  "chat.send": { params: ChatSendParams; result: ChatSendResult };
  /** Tells the others in the room that the caller types, or has stopped. */
  "chat.typing": { params: ChatTypingParams; result: None };
  /** Makes the connection the principal's that the token names. */
  connect: { params: ConnectParams; result: ConnectResult };
  /** Tells the server's time. */
  ping: { params: None; result: PingResult };
  /** Tells a channel's head, for a page to start its subscription from. */
  position: { params: ChannelParams; result: PositionResult };
  /** Tells who is in a channel. */
  presence: { params: ChannelParams; result: PresenceResult };
  /** Sends an event to a channel that lets its clients publish. */
  publish: { params: PublishParams; result: PublishResult };
  /** Puts a fresh token in the place of the connection's old one. */
  refresh: { params: RefreshParams; result: RefreshResult };
  /** Makes one of the staff a manager, or a manager one of the staff. */
  "staff.change": { params: StaffChangeParams; result: None };
  /** Makes a one-time link, good for a day, for somebody to join the staff. */
  "staff.invite": { params: StaffInviteParams; result: StaffInviteResult };
  /** Lists who works at the site. */
  "staff.list": { params: None; result: StaffListResult };
  /** Gives staff a token for an e-mail address and a password. */
  "staff.login": { params: StaffLoginParams; result: Issued };
  /** Removes one of the staff. */
  "staff.remove": { params: StaffRemoveParams; result: None };
  /** Makes one of a site's staff, with the one-time token of an invitation. */
  "staff.setup": { params: StaffSetupParams; result: Issued };
  /** Receives a channel's events, from now on or from a position. */
  subscribe: { params: SubscribeParams; result: SubscribeResult };
  /** Receives a channel's events no longer. */
  unsubscribe: { params: ChannelParams; result: None };
}

export type MethodName = keyof Methods;

/** What events carry, by namespace and type. */
export interface Events {
  auth: {
    /** Tokens were revoked; between servers only. */
    revoked: AuthRevoked;
  };
  chat: {
    /** Somebody wrote a message. */
    message: ChatMessage;
    /** Somebody types, or stopped. */
    typing: ChatTyping;
  };
}

export type ErrorCode =
  | "parse_error"
  | "invalid_request"
  | "method_not_found"
  | "invalid_params"
  | "internal"
  | "unauthenticated"
  | "token_expired"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "idempotency_mismatch"
  | "too_large"
  | "rate_limited"
  | "limit_reached"
  | "already_subscribed"
  | "not_subscribed"
  | "invalid_filter"
  | "too_many_in_flight"
  | "unavailable"
  | "timeout";

export const errors: Record<ErrorCode, { number: number; retry: boolean }> = {
  parse_error: { number: -32700, retry: false },
  invalid_request: { number: -32600, retry: false },
  method_not_found: { number: -32601, retry: false },
  invalid_params: { number: -32602, retry: false },
  internal: { number: -32603, retry: true },
  unauthenticated: { number: -32001, retry: false },
  token_expired: { number: -32002, retry: false },
  forbidden: { number: -32003, retry: false },
  not_found: { number: -32004, retry: false },
  conflict: { number: -32005, retry: false },
  idempotency_mismatch: { number: -32006, retry: false },
  too_large: { number: -32007, retry: false },
  rate_limited: { number: -32008, retry: true },
  limit_reached: { number: -32009, retry: false },
  already_subscribed: { number: -32010, retry: false },
  not_subscribed: { number: -32011, retry: false },
  invalid_filter: { number: -32012, retry: false },
  too_many_in_flight: { number: -32013, retry: true },
  unavailable: { number: -32014, retry: true },
  timeout: { number: -32015, retry: true },
};

export type CloseCode =
  | "protocol"
  | "unauthenticated"
  | "token_expired"
  | "revoked"
  | "displaced"
  | "origin"
  | "draining"
  | "slow_consumer"
  | "ping_timeout"
  | "rate_limited"
  | "internal"
  | "connect_timeout";

/** What to do after a close. */
export type Reconnect = "no" | "token" | "backoff" | "after";

/** The number of a close, and what to do then. */
export const closeCodes: Record<CloseCode, readonly [number, Reconnect]> = {
  protocol: [4000, "no"],
  unauthenticated: [4001, "token"],
  token_expired: [4002, "token"],
  revoked: [4003, "no"],
  displaced: [4005, "no"],
  origin: [4006, "no"],
  draining: [4100, "after"],
  slow_consumer: [4101, "backoff"],
  ping_timeout: [4102, "backoff"],
  rate_limited: [4103, "after"],
  internal: [4104, "backoff"],
  connect_timeout: [4105, "backoff"],
};

/** Methods that change nothing that lasts: repeated freely, without a key. */
export const reads: ReadonlySet<string> = new Set([
  "apikey.list",
  "auth.guest",
  "auth.renew",
  "chat.history",
  "chat.rooms",
  "chat.typing",
  "ping",
  "position",
  "presence",
  "staff.invite",
  "staff.list",
  "staff.login",
]);
