const count = (amount: number, one: string, many: string) => `${amount} ${amount === 1 ? one : many}`;

/** The English texts; the other languages have the same members. */
export const en = {
  language: "English",
  connection: {
    label: "Connection",
    connecting: "Connecting…",
    connected: "Connected",
    reconnecting: "Reconnecting…",
    offline: "Offline",
    failed: "Disconnected",
    excellent: "Excellent",
    good: "Good",
    fair: "Fair",
    poor: "Poor",
    quality: "Quality",
    roundTrip: "Round trip",
    jitter: "Jitter",
    loss: "Unanswered",
    reconnects: "Reconnects",
    received: "Received",
    sent: "Sent",
    transport: "Transport",
    unknown: "not measured yet",
    retry: "Try again",
  },
  banner: {
    offline: "You are offline.",
    lost: "The connection is interrupted. We keep trying.",
    failed: "The connection was ended.",
    unsent: (amount: number) =>
      amount === 0
        ? "What you write is kept and sent when you are back."
        : `${count(amount, "message waits", "messages wait")} to be sent.`,
  },
  chat: {
    messages: "Messages",
    announcer: "New messages",
    older: "Show older messages",
    loading: "Loading messages…",
    empty: "Nobody has written here yet. Say hello.",
    loadFailed: "The messages cannot be shown.",
    beginning: "This is where the conversation began.",
    today: "Today",
    yesterday: "Yesterday",
    you: "You",
    staff: "Staff",
    pending: "Waiting to be sent",
    committed: "Sent",
    deleted: "This message was deleted.",
    failed: "Not sent",
    retry: "Send again",
    discard: "Discard",
    newMessages: (amount: number) => count(amount, "new message", "new messages"),
    toLatest: "To the latest message",
    write: "Write a message",
    send: "Send",
    left: (amount: number) => `${count(amount, "character", "characters")} left`,
    typing: (names: readonly string[]) =>
      names.length > 2
        ? "Several people are writing…"
        : `${names.join(" and ")} ${names.length === 1 ? "is" : "are"} writing…`,
    says: (name: string, text: string) => `${name}: ${text}`,
  },
  people: {
    title: "Who is here",
    count: (amount: number) => count(amount, "person here", "people here"),
    you: "you",
    erased: "Deleted person",
    close: "Close",
    roles: {
      guest: "Guest",
      customer: "Guest",
      staff: "Staff",
      manager: "Manager",
      backend: "System",
    },
  },
  theme: {
    toLight: "Light appearance",
    toDark: "Dark appearance",
  },
  switchLanguage: "Deutsch",
  errors: {
    network: "The server cannot be reached. Please try again.",
    rate_limited: "That was too often. Please wait a moment.",
    unauthenticated: "These details are not right.",
    forbidden: "You may not do this.",
    limit_reached: "The limit is reached. Something must be finished or removed first.",
    other: "That did not work. Please try again.",
  },
};

export type Texts = typeof en;
