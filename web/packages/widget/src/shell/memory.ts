import { readSetting, writeSetting } from "@bellhop/ui/setting";

/** What a browser remembers of a visitor of one site, over reloads. */
export interface Remembered {
  /** The guest's token and its end, ISO 8601. */
  guest?: { token: string; expires: string } | undefined;
  /** The address that the visitor gave. */
  email?: string;
  open?: boolean;
  view?: View;
  /** Whether the visitor ever wrote: then the chat is loaded at once, to tell of answers. */
  wrote?: boolean;
}

export type View =
  | { name: "home" }
  | { name: "form" }
  /** The first message is on its way. */
  | { name: "starting" }
  | { name: "room"; room: string };

/** Remembers for one site of one server. The loader reads the same entry. */
export class Memory {
  readonly #key: string;

  constructor(site: string, server: string) {
    this.#key = `chat:${new URL(server, globalThis.location?.href).host}:${site}`;
  }

  read(): Remembered {
    try {
      return JSON.parse(readSetting(this.#key) ?? "{}") as Remembered;
    } catch {
      return {};
    }
  }

  write(change: Partial<Remembered>): void {
    writeSetting(this.#key, JSON.stringify({ ...this.read(), ...change }));
  }

  forget(): void {
    writeSetting(this.#key, undefined);
  }
}
