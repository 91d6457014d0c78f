import type { Message, RoomMember, RoomSummary, Sender } from "../src/chat";
import type { FakeServer } from "./fake-server";

const AT = "2026-11-20T13:28:00Z";
export const ann: Sender = { id: "ann", role: "guest", name: "Ann" };
export const ben: Sender = { id: "ben", role: "staff", name: "Ben" };

export const message = (offset: number, more: Partial<Message> = {}): Message => ({
  offset,
  kind: "message",
  from: ann,
  text: `text ${offset}`,
  at: AT,
  mentions: [],
  files: [],
  links: [],
  reactions: [],
  ...more,
});

export const member = (from: Sender, more: Partial<RoomMember> = {}): RoomMember => ({
  ...from,
  delivered: 0,
  read: 0,
  ...more,
});

export const summary = (more: Partial<RoomSummary> = {}): RoomSummary => ({
  room: "lobby",
  kind: "conversation",
  name: "Lobby",
  encrypted: false,
  members: 2,
  messages: 0,
  unread: 0,
  mentions: 0,
  read: 0,
  delivered: 0,
  at: AT,
  ...more,
});

/** The room `lobby` of a fake server: its messages are the channel's events, its cursors what it was told. */
export class FakeRoom {
  readonly #server: FakeServer;
  cursors = { delivered: 0, read: 0 };
  page = 50;
  encrypted = false;

  constructor(server: FakeServer) {
    this.#server = server;
    const { handlers } = server;
    handlers["chat.open"] = () => ({
      room: this.summary(),
      members: [member(ann, this.cursors), member(ben)],
      messages: this.messages.slice(-this.page),
      more: this.messages.length > this.page,
      position: { channel: "chat:lobby", epoch: server.epoch, offset: server.ledger.length },
    });
    handlers["chat.rooms"] = () => ({ rooms: [this.summary()] });
    handlers["chat.history"] = ({ params }) => this.#history(params);
    handlers["chat.send"] = ({ params: { room, text = "", replyTo, ...more }, principal = ann }) => {
      const quoted = this.messages.find(({ offset }) => offset === replyTo);
      const quote = quoted && { offset: quoted.offset, from: quoted.from, text: quoted.text };
      const offset = this.says(principal, String(text), { ...more, ...(quote && { replyTo: quote }) });
      return { offset, at: AT };
    };
    handlers["chat.receipt"] = ({ params: { room, ...receipt } }) => {
      this.cursors = { ...this.cursors, ...receipt };
      server.publish("receipt", { person: "ann", ...this.cursors });
      return {};
    };
  }

  get messages(): Message[] {
    return this.#server.ledger
      .filter(({ type }) => type === "message")
      .map(({ offset, data }) => ({ ...(data as Message), reactions: [], offset, at: AT }));
  }

  /** What the client told with `chat.receipt`, in order. */
  get receipts(): unknown[] {
    return this.#server.requests
      .filter(({ method }) => method === "chat.receipt")
      .map(({ params: { room, ...receipt } }) => receipt);
  }

  says(from: Sender, text: string, more: Partial<Message> = {}): number {
    const { offset, at, reactions, ...data } = message(0, { from, text, ...more });
    return this.#server.publish("message", data);
  }

  summary(): RoomSummary {
    const unread = this.messages.filter(({ offset }) => offset > this.cursors.read);
    const last = this.messages.at(-1);
    return summary({
      ...this.cursors,
      encrypted: this.encrypted,
      messages: this.messages.length,
      unread: unread.length,
      ...(last && {
        last: {
          offset: last.offset,
          kind: "message",
          from: last.from,
          text: last.text,
          files: 0,
          at: AT,
        },
      }),
    });
  }

  #history({ before, after, around }: Record<string, unknown>) {
    const all = this.messages;
    const half = Math.floor(this.page / 2);
    const at = around === undefined ? 0 : all.findIndex(({ offset }) => offset === around);
    const messages =
      before !== undefined
        ? all.filter(({ offset }) => offset < Number(before)).slice(-this.page)
        : after !== undefined
          ? all.filter(({ offset }) => offset > Number(after)).slice(0, this.page)
          : all.slice(Math.max(0, at - half), at + half);
    return {
      messages,
      moreBefore: messages[0] !== undefined && messages[0].offset !== all[0]?.offset,
      moreAfter: messages.at(-1)?.offset !== all.at(-1)?.offset,
      position: { channel: "chat:lobby", epoch: "e1", offset: this.#server.ledger.length },
    };
  }
}
