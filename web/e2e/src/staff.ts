import type { Site } from "./site";

/** Somebody of the staff, by HTTP: what the console does, without it. */
export class Staff {
  readonly #url: string;
  readonly token: string;
  readonly id: string;

  private constructor(url: string, { token, principal }: { token: string; principal: { id: string } }) {
    this.#url = url;
    this.token = token;
    this.id = principal.id;
  }

  /** The site's first manager. */
  static async of(site: Site): Promise<Staff> {
    const setup = /#setup=([\w.~-]+)/.exec(site.server.output())?.[1];
    const account = { site: "demo", email: "ingrid@example.com", password: "a quite long password" };
    return new Staff(
      site.url,
      await call(site.url, "staff.setup", { ...account, setup, name: "Ingrid Solberg" }),
    );
  }

  /** A colleague whom this manager invites. */
  async invite(name: string): Promise<Staff> {
    const { url } = await this.call("staff.invite", { role: "staff" });
    const setup = /#setup=([\w.~-]+)/.exec(url)?.[1];
    const email = `${name.split(" ")[0]?.toLowerCase()}@example.com`;
    const account = { site: "demo", email, password: "a quite long password" };
    return new Staff(this.#url, await call(this.#url, "staff.setup", { ...account, setup, name }));
  }

  /** Rooms of all open conversations, the one that waits longest first. */
  async conversations(): Promise<string[]> {
    const { conversations } = await this.call("desk.conversations", { queue: "all" });
    return conversations.map(({ room }: { room: string }) => room);
  }

  async texts(room: string): Promise<string[]> {
    const { messages } = await this.call("chat.open", { room });
    return messages
      .filter(({ kind }: { kind: string }) => kind === "message")
      .map(({ text }: { text: string }) => text);
  }

  /** The number of a message, once it has come. */
  async numberOf(room: string, wanted: string): Promise<number> {
    for (;;) {
      const { messages } = await this.call("chat.open", { room });
      const found = messages.find(({ text }: { text: string }) => text === wanted);
      if (found) return found.offset;
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  async say(room: string, text: string, more: object = {}): Promise<number> {
    const { offset } = await this.call("chat.send", { room, text, ...more });
    return offset;
  }

  call(method: string, params: object) {
    return call(this.#url, method, params, this.token);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the tests know what each method answers
async function call(url: string, method: string, params: object, token?: string): Promise<any> {
  const response = await fetch(`${url}/api/${method}`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      ...(token && { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(params),
  });
  if (!response.ok) throw new Error(`${method}: ${await response.text()}`);
  return response.json();
}
