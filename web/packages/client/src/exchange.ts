import { Connection } from "./connection";
import type { Command, Link, LinkHandlers, OutboxNote } from "./link";
import type { Settings } from "./options";
import type { LinkStatus } from "./status";
import { Switchboard } from "./switchboard";
import type { Tokens } from "./tokens";

/** The one connection and the switchboard on it. */
export class Exchange {
  readonly connection: Connection;
  readonly switchboard: Switchboard;
  #term: string | undefined;

  constructor(settings: Settings, tokens: Tokens, onStatus: (status: LinkStatus) => void) {
    this.switchboard = new Switchboard((request) => this.connection.send(request));
    this.connection = new Connection(settings, tokens, {
      status: (status) => {
        if (status.term !== this.#term) this.switchboard.reset();
        this.#term = status.term;
        onStatus(status);
      },
      message: (message) => this.switchboard.message(message),
    });
  }

  command(tab: string, command: Command): void {
    if (command.do === "measure") this.connection.measure();
    else if (command.do === "hurry") this.connection.hurry();
    else if (this.#term) this.switchboard.command(tab, command);
  }
}

/** A connection of this tab's own. */
export class OwnLink implements Link {
  readonly leads = true;
  readonly #exchange: Exchange;
  readonly #handlers: LinkHandlers;

  constructor(settings: Settings, tokens: Tokens, handlers: LinkHandlers) {
    this.#handlers = handlers;
    this.#exchange = new Exchange(settings, tokens, handlers.status);
    this.#exchange.switchboard.attach("", handlers.reply);
  }

  start(): void {
    this.#exchange.connection.start();
  }

  stop(): void {
    this.#exchange.connection.stop();
  }

  send(command: Command): void {
    this.#exchange.command("", command);
  }

  announce(note?: OutboxNote): void {
    this.#handlers.outbox(note);
  }
}
