/** A customer who talks to the site by HTTP, without a page. */
export class Guest {
  readonly room: string;
  readonly #url: string;
  readonly #token: string;

  private constructor(url: string, token: string, room: string) {
    this.#url = url;
    this.#token = token;
    this.room = room;
  }

  /** Begins a conversation. */
  static async starts(url: string, name: string, text: string, more: object = {}): Promise<Guest> {
    const { token } = await call(url, "auth.guest", { site: "demo", name });
    const { room } = await call(url, "desk.start", { name, text, ...more }, token);
    return new Guest(url, token, room);
  }

  async say(text: string): Promise<void> {
    await this.call("chat.send", { room: this.room, text });
  }

  /** What was said, as far as the customer may know. */
  async hears(): Promise<string[]> {
    const { messages } = await this.call("chat.history", { room: this.room });
    return messages
      .filter(({ kind }: { kind: string }) => kind === "message")
      .map(({ text }: { text: string }) => text);
  }

  call(method: string, params: object) {
    return call(this.#url, method, params, this.#token);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the tests know what each method answers
async function call(url: string, method: string, params: object, token?: string): Promise<any> {
  const response = await fetch(`${url}/api/${method}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(params),
  });
  if (response.ok) return response.json();
  const problem = await response.text();
  // All guests of a test come from one address, which may make only so many at a time.
  if (response.status !== 429) throw new Error(`${method}: ${problem}`);
  await new Promise((done) => setTimeout(done, JSON.parse(problem).after ?? 1_000));
  return call(url, method, params, token);
}
