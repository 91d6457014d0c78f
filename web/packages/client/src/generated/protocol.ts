// Generated from the server's registry of methods. Do not edit.

export interface Agent {
  person: Person;
  available: boolean;
  capacity: number;
  load: number;
  teams: string[];
  skills: string[];
}

export interface Answer {
  question: string;
  answer: string;
}

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

export interface Attachment {
  file: string;
  name: string;
  type: string;
  size: number;
  width?: number;
  height?: number;
  thumbnail: boolean;
}

export interface AuthCounted {
  node: string;
  what: "attempt" | "success" | "guest";
  account?: string;
  address: string;
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

export interface Before {
  at: string;
  room: string;
}

export interface ChannelParams {
  channel: string;
}

export interface ChatCreateParams {
  kind: "open" | "conversation" | "notes" | "staff" | "group";
  name: string;
  members: string[];
  encrypted?: boolean;
}

export interface ChatCreateResult {
  room: string;
}

export interface ChatDeleted {
  message: number;
}

export interface ChatEditParams {
  room: string;
  message: number;
  text?: string;
  mentions?: string[];
  sealed?: Sealed;
}

export interface ChatEdited {
  message: number;
  text: string;
  sealed?: Sealed;
  mentions: Mention[];
  links: string[];
  at: string;
}

export type ChatErased = Record<string, never>;

export interface ChatHistoryParams {
  room: string;
  before?: number;
  after?: number;
  around?: number;
  limit?: number;
}

export interface ChatHistoryResult {
  messages: Message[];
  moreBefore: boolean;
  moreAfter: boolean;
  position: Where;
}

export interface ChatKeys {
  key: string;
}

export interface ChatLeaveParams {
  room: string;
}

export interface ChatMembersParams {
  room: string;
  text?: string;
  after?: string;
  limit?: number;
}

export interface ChatMembersResult {
  members: RoomMember[];
  next?: string;
}

export interface ChatMessage {
  kind: "message" | "notice";
  from: Sender;
  text: string;
  clientId?: string;
  replyTo?: Quote;
  mentions: Mention[];
  files: Attachment[];
  sealed?: Sealed;
  links: string[];
  about?: Sender;
  deleted?: boolean;
}

export interface ChatOpenParams {
  room: string;
  limit?: number;
}

export interface ChatOpenResult {
  room: RoomSummary;
  members: RoomMember[];
  messages: Message[];
  more: boolean;
  position: Where;
}

export interface ChatReactParams {
  room: string;
  message: number;
  emoji: string;
  on: boolean;
}

export interface ChatReaction {
  message: number;
  emoji: string;
  person: string;
  on: boolean;
}

export interface ChatReceipt {
  person: string;
  delivered: number;
  read: number;
}

export interface ChatReceiptParams {
  room: string;
  delivered?: number;
  read?: number;
}

export interface ChatReceiptResult {
  delivered: number;
  read: number;
}

export interface ChatRenameParams {
  room: string;
  name: string;
}

export interface ChatRevisionsResult {
  revisions: Revision[];
}

export interface ChatRoom {
  name: string;
}

export interface ChatRoomsParams {
  kind?: "open" | "conversation" | "notes" | "staff" | "group";
  after?: string;
  limit?: number;
}

export interface ChatRoomsResult {
  rooms: RoomSummary[];
  next?: string;
}

export interface ChatSearchParams {
  text: string;
  room?: string;
  from?: string;
  since?: string;
  until?: string;
  before?: number;
  limit?: number;
}

export interface ChatSearchResult {
  hits: SearchHit[];
  next?: number;
}

export interface ChatSendParams {
  room: string;
  text?: string;
  clientId?: string;
  replyTo?: number;
  mentions?: string[];
  files?: string[];
  sealed?: Sealed;
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

export interface Conversation {
  room: string;
  status: "open" | "snoozed" | "resolved";
  customer: Person;
  email?: string;
  topic?: string;
  answers: Answer[];
  team?: string;
  skill?: string;
  assignee?: Person;
  waitingSince?: string;
  snoozedUntil?: string;
  stars?: number;
  remark?: string;
  encrypted: boolean;
  last?: Last;
  messages: number;
  openedAt: string;
  at: string;
}

export interface DeskAgentParams {
  person: string;
  capacity: number;
  teams: string[];
  skills: string[];
}

export interface DeskAgentsResult {
  agents: Agent[];
}

export interface DeskAssignParams {
  room: string;
  to?: string;
  team?: string;
  note?: string;
  over?: boolean;
}

export interface DeskAvailableParams {
  available: boolean;
}

export interface DeskConversationResult {
  conversation: Conversation;
  others: Conversation[];
}

export interface DeskConversationsParams {
  queue: "mine" | "unassigned" | "all" | "snoozed" | "resolved";
  team?: string;
  before?: Before;
  limit?: number;
}

export interface DeskConversationsResult {
  conversations: Conversation[];
  more: boolean;
}

export interface DeskCountsResult {
  mine: number;
  unassigned: number;
  all: number;
  snoozed: number;
  resolved: number;
}

export interface DeskForgetReplyParams {
  shortcut: string;
}

export interface DeskHoursResult {
  open: boolean;
  changesAt?: string;
  zone: string;
  replySeconds: number;
  measured: boolean;
}

export interface DeskMineResult {
  conversations: Own[];
}

export interface DeskRateParams {
  room: string;
  stars: number;
  remark?: string;
}

export interface DeskRepliesResult {
  replies: Reply[];
}

export interface DeskSnoozeParams {
  room: string;
  until: string;
}

export interface DeskStartParams {
  text?: string;
  topic?: string;
  name?: string;
  email?: string;
  answers?: Answer[];
  encrypted?: boolean;
  clientId?: string;
}

export interface DeskStartResult {
  room: string;
  offset?: number;
}

export interface DeskTeamsResult {
  teams: Team[];
}

export interface DeskTopicsResult {
  topics: Topic[];
}

export interface DeskTranscriptParams {
  room: string;
  email?: string;
}

export interface Device {
  person: string;
  device: string;
  name: string;
  publicKey: string;
}

export interface Envelope {
  person: string;
  device: string;
  sealed: string;
}

export interface FileBeginParams {
  name: string;
  size: number;
  type?: string;
}

export interface FileBeginResult {
  file: string;
  chunk: number;
  received: number;
}

export interface FileFinishParams {
  file: string;
}

export interface FileFinishResult {
  file: string;
  name: string;
  type: string;
  size: number;
  width?: number;
  height?: number;
  thumbnail: boolean;
}

export interface FileLinkParams {
  file: string;
  thumbnail?: boolean;
}

export interface FileLinkResult {
  url: string;
  expires: string;
}

export interface Guest {
  guest: string;
  data: Record<string, unknown>;
}

export interface Holder {
  key: string;
  person: string;
  device: string;
}

export interface Issued {
  token: string;
  principal: Who;
  expires: string;
}

export interface Last {
  from: string;
  text: string;
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

export interface Membership {
  room: string;
  person: string;
}

export interface Mention {
  id: string;
  name: string;
}

export interface Message {
  offset: number;
  kind: "message" | "notice";
  from: Sender;
  text: string;
  at: string;
  clientId?: string;
  replyTo?: Quote;
  mentions: Mention[];
  files: Attachment[];
  sealed?: Sealed;
  links: string[];
  editedAt?: string;
  deleted?: boolean;
  reactions: Reaction[];
  about?: Sender;
}

export interface MessageParams {
  room: string;
  message: number;
}

export type None = Record<string, never>;

export interface Own {
  room: string;
  status: "open" | "snoozed" | "resolved";
  topic?: string;
  assignee?: Person;
  encrypted: boolean;
  stars?: number;
  openedAt: string;
  at: string;
}

export interface Person {
  id: string;
  role: string;
  name: string;
}

export interface PersonAdoptParams {
  guestToken: string;
}

export interface PersonExportResult {
  person: string;
  at: string;
  data: Record<string, unknown>;
  before: Guest[];
}

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

export interface PresenceChooseParams {
  status?: "online" | "away" | "busy" | "offline";
  text?: string;
  emoji?: string;
  until?: string;
}

export interface PresenceHereParams {
  device: "desktop" | "tablet" | "phone";
  active: boolean;
}

export interface PresenceOfParams {
  people: string[];
}

export interface PresenceOfResult {
  people: Shown[];
}

export interface PresenceResult {
  count: number;
  members?: Member[];
}

export interface Preview {
  offset: number;
  kind: "message" | "notice";
  from: Sender;
  text: string;
  files: number;
  sealed?: boolean;
  deleted?: boolean;
  at: string;
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

export interface Quote {
  offset: number;
  from: Sender;
  text: string;
}

export interface Reaction {
  emoji: string;
  count: number;
  by: string[];
  mine: boolean;
}

export interface Received {
  key: string;
  sealed: string;
  to: string;
  from: Device;
}

export interface RefreshParams {
  token: string;
}

export interface RefreshResult {
  expires?: string;
}

export interface Reply {
  shortcut: string;
  text: string;
}

export interface Revision {
  text: string;
  at: string;
}

export interface RoomMember {
  id: string;
  role: string;
  name: string;
  delivered: number;
  read: number;
}

export interface RoomSummary {
  room: string;
  kind: "open" | "conversation" | "notes" | "staff" | "group";
  name: string;
  encrypted: boolean;
  members: number;
  last?: Preview;
  messages: number;
  unread: number;
  mentions: number;
  read: number;
  delivered: number;
  at: string;
}

export interface SealForgetParams {
  device: string;
}

export interface SealKeysParams {
  room: string;
  device: string;
}

export interface SealKeysResult {
  keys: Received[];
}

export interface SealMineResult {
  devices: Device[];
}

export interface SealReadersParams {
  room: string;
}

export interface SealReadersResult {
  devices: Device[];
  holders: Holder[];
}

export interface SealRegisterParams {
  device: string;
  name: string;
  publicKey: string;
}

export interface SealWrapParams {
  room: string;
  key: string;
  from: string;
  envelopes: Envelope[];
}

export interface SealWrapResult {
  kept: number;
}

export interface Sealed {
  key: string;
  iv: string;
  text: string;
}

export interface SearchHit {
  room: string;
  message: Message;
  snippet: string;
}

export interface Sender {
  id: string;
  role: string;
  name: string;
}

export interface Shown {
  person: string;
  status: "online" | "away" | "busy" | "offline";
  since?: string;
  seen?: string;
  text?: string;
  emoji?: string;
  until?: string;
  devices: ("desktop" | "tablet" | "phone")[];
}

export interface Since {
  epoch?: string;
  offset: number;
}

export interface SiteAboutResult {
  site: string;
  name: string;
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

export interface Team {
  id: string;
  name: string;
}

export interface Topic {
  id: string;
  name: string;
}

export interface UserDevice {
  person: string;
  device: string;
}

export interface UserMention {
  room: string;
  message: number;
  from: Sender;
  text: string;
}

export interface UserRoom {
  room: string;
  kind: "open" | "conversation" | "notes" | "staff" | "group";
  name: string;
  on: boolean;
}

export interface Where {
  channel: string;
  epoch: string;
  offset: number;
}

export interface Which {
  room: string;
}

export interface Who {
  id: string;
  role: string;
  name: string;
}

export interface Whose {
  person: string;
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
  /** Makes a staff room or a group. */
  "chat.create": { params: ChatCreateParams; result: ChatCreateResult };
  /** Deletes a message with all that it ever said; a tombstone stays. */
  "chat.delete": { params: MessageParams; result: None };
  /** Changes what a message of the caller's own says. */
  "chat.edit": { params: ChatEditParams; result: None };
  /** Reads a page of messages, oldest first, and the position it is true for. */
  "chat.history": { params: ChatHistoryParams; result: ChatHistoryResult };
  /** Makes somebody a member of a staff room or a group. */
  "chat.invite": { params: Membership; result: None };
  /** Ends the caller's own membership of a staff room or a group. */
  "chat.leave": { params: ChatLeaveParams; result: None };
  /** Lists who is in a room, or those of them with a name like a text. */
  "chat.members": { params: ChatMembersParams; result: ChatMembersResult };
  /** Reads a room: what it is, who is in it, and its newest messages. */
  "chat.open": { params: ChatOpenParams; result: ChatOpenResult };
  /** Gives an emoji to a message, or takes it back. */
  "chat.react": { params: ChatReactParams; result: None };
  /** Tells how far the caller has received and read; never goes back. */
  "chat.receipt": { params: ChatReceiptParams; result: ChatReceiptResult };
  /** Ends somebody's membership of a staff room or a group. */
  "chat.remove": { params: Membership; result: None };
  /** Gives a staff room or a group another name. */
  "chat.rename": { params: ChatRenameParams; result: None };
  /** Tells what a message said before; for its author and staff. */
  "chat.revisions": { params: MessageParams; result: ChatRevisionsResult };
  /** Lists the rooms that the caller may enter, those written to last first. */
  "chat.rooms": { params: ChatRoomsParams; result: ChatRoomsResult };
  /** Finds messages in the rooms that the caller may enter, newest first. */
  "chat.search": { params: ChatSearchParams; result: ChatSearchResult };
  /** Writes a message to a room; answers after it is committed. */
  "chat.send": { params: ChatSendParams; result: ChatSendResult };
  /** Tells the others in the room that the caller types, or has stopped. */
  "chat.typing": { params: ChatTypingParams; result: None };
  /** Makes the connection the principal's that the token names. */
  connect: { params: ConnectParams; result: ConnectResult };
  /** Changes an agent's capacity, teams and skills. */
  "desk.agent": { params: DeskAgentParams; result: Agent };
  /** Lists the agents with their loads. */
  "desk.agents": { params: None; result: DeskAgentsResult };
  /** Gives a conversation to an agent or a team, with a note for them. */
  "desk.assign": { params: DeskAssignParams; result: None };
  /** Says whether the caller takes new conversations; ends by itself once they are gone. */
  "desk.available": { params: DeskAvailableParams; result: Agent };
  /** Shows a conversation, and its customer's others. */
  "desk.conversation": { params: Which; result: DeskConversationResult };
  /** Lists a queue's conversations, the last changed first. */
  "desk.conversations": { params: DeskConversationsParams; result: DeskConversationsResult };
  /** Counts the conversations in each queue. */
  "desk.counts": { params: None; result: DeskCountsResult };
  /** Removes a canned reply. */
  "desk.forgetReply": { params: DeskForgetReplyParams; result: None };
  /** Tells whether the desk is open, and how soon to expect a reply. */
  "desk.hours": { params: None; result: DeskHoursResult };
  /** Shows the caller as an agent. */
  "desk.me": { params: None; result: Agent };
  /** Lists the caller's own conversations, the last changed first. */
  "desk.mine": { params: None; result: DeskMineResult };
  /** Rates a conversation of the caller's that is resolved. */
  "desk.rate": { params: DeskRateParams; result: None };
  /** Opens a conversation again that was resolved or snoozed. */
  "desk.reopen": { params: Which; result: None };
  /** Lists the canned replies by their shortcuts. */
  "desk.replies": { params: None; result: DeskRepliesResult };
  /** Saves a canned reply; one with the same shortcut is replaced. */
  "desk.reply": { params: Reply; result: None };
  /** Closes a conversation as done. */
  "desk.resolve": { params: Which; result: None };
  /** Puts a conversation off until a time, or until the customer writes. */
  "desk.snooze": { params: DeskSnoozeParams; result: None };
  /** Begins a conversation with the site's staff. */
  "desk.start": { params: DeskStartParams; result: DeskStartResult };
  /** Gives a conversation to the caller. */
  "desk.take": { params: Which; result: None };
  /** Lists the site's teams. */
  "desk.teams": { params: None; result: DeskTeamsResult };
  /** Lists the matters that a customer may choose from. */
  "desk.topics": { params: None; result: DeskTopicsResult };
  /** Mails a conversation to its customer, at most three times an hour. */
  "desk.transcript": { params: DeskTranscriptParams; result: None };
  /** Begins a file; its bytes then go to PUT /files/ID?offset=N, in chunks. */
  "file.begin": { params: FileBeginParams; result: FileBeginResult };
  /** Ends a file whose bytes are all received; answers what was found in it. */
  "file.finish": { params: FileFinishParams; result: FileFinishResult };
  /** Gives a link to a file, good for some minutes and for whoever has it. */
  "file.link": { params: FileLinkParams; result: FileLinkResult };
  /** Takes over what the caller had as a guest. */
  "person.adopt": { params: PersonAdoptParams; result: None };
  /** Erases all that is kept about a person, and ends their tokens. */
  "person.erase": { params: Whose; result: None };
  /** Gives all that is kept about a person. */
  "person.export": { params: Whose; result: PersonExportResult };
  /** Tells the server's time. */
  ping: { params: None; result: PingResult };
  /** Tells a channel's head, for a page to start its subscription from. */
  position: { params: ChannelParams; result: PositionResult };
  /** Tells who is in a channel. */
  presence: { params: ChannelParams; result: PresenceResult };
  /** Chooses the caller's status and words, until a time. */
  "presence.choose": { params: PresenceChooseParams; result: None };
  /** Says with what this session is connected, and whether somebody sits there. */
  "presence.here": { params: PresenceHereParams; result: None };
  /** Shows people's statuses; leaves out those whom the caller may not see. */
  "presence.of": { params: PresenceOfParams; result: PresenceOfResult };
  /** Sends an event to a channel that lets its clients publish. */
  publish: { params: PublishParams; result: PublishResult };
  /** Puts a fresh token in the place of the connection's old one. */
  refresh: { params: RefreshParams; result: RefreshResult };
  /** Forgets a device of the caller's; their rooms go on with new keys. */
  "seal.forget": { params: SealForgetParams; result: None };
  /** Lists the keys of a room that were sealed for a device of the caller's. */
  "seal.keys": { params: SealKeysParams; result: SealKeysResult };
  /** Lists the caller's own devices. */
  "seal.mine": { params: None; result: SealMineResult };
  /** Lists the devices that should open an encrypted room, and those that can. */
  "seal.readers": { params: SealReadersParams; result: SealReadersResult };
  /** Makes a device of the caller's known, so that rooms can be sealed for it. */
  "seal.register": { params: SealRegisterParams; result: None };
  /** Gives a room's key to devices, sealed for each. */
  "seal.wrap": { params: SealWrapParams; result: SealWrapResult };
  /** Tells what the caller's site is called. */
  "site.about": { params: None; result: SiteAboutResult };
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
    /** Somebody tried to come in; between servers only. */
    counted: AuthCounted;
  };
  chat: {
    /** Somebody wrote a message. */
    message: ChatMessage;
    /** A message says something else now. */
    edited: ChatEdited;
    /** A message was deleted. */
    deleted: ChatDeleted;
    /** All that was said is gone. */
    erased: ChatErased;
    /** Somebody gave or took back an emoji. */
    reaction: ChatReaction;
    /** Somebody has received or read. */
    receipt: ChatReceipt;
    /** Somebody is a member now. */
    joined: RoomMember;
    /** Somebody is no longer a member. */
    left: RoomMember;
    /** The room has another name. */
    room: ChatRoom;
    /** Somebody types, or stopped. */
    typing: ChatTyping;
    /** Devices got a key of the room. */
    keys: ChatKeys;
  };
  desk: {
    /** A conversation began or changed. */
    conversation: Conversation;
    /** An agent's availability changed, or what they take. */
    agent: Agent;
  };
  person: {
    /** Somebody's status changed. */
    status: Shown;
  };
  user: {
    /** A room may be entered now, or no longer. */
    room: UserRoom;
    /** A message mentions the reader. */
    mention: UserMention;
    /** The reader, or somebody in an encrypted room of theirs, has one more device. */
    device: UserDevice;
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
  "chat.members",
  "chat.open",
  "chat.revisions",
  "chat.rooms",
  "chat.search",
  "chat.typing",
  "desk.agents",
  "desk.conversation",
  "desk.conversations",
  "desk.counts",
  "desk.hours",
  "desk.me",
  "desk.mine",
  "desk.replies",
  "desk.teams",
  "desk.topics",
  "file.link",
  "person.export",
  "ping",
  "position",
  "presence",
  "presence.of",
  "seal.keys",
  "seal.mine",
  "seal.readers",
  "site.about",
  "staff.invite",
  "staff.list",
  "staff.login",
]);
