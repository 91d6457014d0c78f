import { type BellhopClient, createClient } from "../src";
import type { Device, Holder, Message, Received, Sender } from "../src/generated/protocol";
import { message } from "./fake-chat";
import { type FakeServer, token, wireError } from "./fake-server";

interface Given extends Holder {
  sealed: string;
  to: string;
  from: Device;
}

/** The server's side of the encrypted room `lobby`: devices, envelopes, and who should read. */
export class FakeSeal {
  readonly #server: FakeServer;
  readonly people = new Set<string>();
  readonly devices: Device[] = [];
  readonly given: Given[] = [];

  constructor(server: FakeServer, ...people: Sender[]) {
    this.#server = server;
    for (const person of people) {
      this.people.add(person.id);
      server.principals.set(person.id, person);
    }
    const { handlers } = server;
    handlers["seal.register"] = ({ principal, params }) => {
      const { device, name, publicKey } = params as unknown as Device;
      const known = this.devices.some((one) => one.device === device);
      if (!known) this.devices.push({ person: String(principal?.id), device, name, publicKey });
      return {};
    };
    handlers["seal.readers"] = ({ principal }) => {
      const { devices, given } = this;
      const isHolder = given.some(({ person }) => person === principal?.id);
      if (!this.people.has(String(principal?.id)) && !isHolder) throw wireError("not_found");
      return { devices: devices.filter(({ person }) => this.people.has(person)), holders: given };
    };
    handlers["seal.keys"] = ({ principal, params }) => {
      const isFor = ({ person, device, sealed }: Given) =>
        person === principal?.id && device === params.device && sealed !== "";
      const keys: Received[] = this.given
        .filter(isFor)
        .map(({ key, sealed, to, from }) => ({ key, sealed, to, from }));
      return { keys };
    };
    handlers["seal.forget"] = ({ params }) => {
      const isIt = ({ device }: { device: string }) => device === params.device;
      this.devices.splice(this.devices.findIndex(isIt), 1);
      for (const one of this.given.filter(isIt)) one.sealed = "";
      return {};
    };
    handlers["seal.wrap"] = ({ params }) => this.#wrap(params as never);
  }

  /** A browser of a person's, connected. */
  client(person: Sender): BellhopClient {
    const client = createClient({
      url: this.#server.url,
      token: () => token({ sub: person.id }),
      webSocket: this.#server.webSocket,
      tabs: false,
      random: () => 0.1,
    });
    client.connect();
    return client;
  }

  /** Somebody else has it now. */
  assign(from: Sender, to: Sender): void {
    this.#server.principals.set(to.id, to);
    this.people.delete(from.id);
    this.people.add(to.id);
    const { offset, at, ...notice } = message(0, { kind: "notice", text: "assigned", from, about: to });
    this.#server.publish("message", notice);
  }

  /** A guest signs in: the devices go along, and what was sealed for them and by them says still for whom and as who. */
  adopt(guest: Sender, customer: Sender): void {
    this.#server.principals.set(customer.id, customer);
    this.people.delete(guest.id);
    this.people.add(customer.id);
    const isGuest = ({ person }: { person: string }) => person === guest.id;
    this.devices.splice(
      0,
      this.devices.length,
      ...this.devices.map((one) => (isGuest(one) ? { ...one, person: customer.id } : one)),
    );
    for (const one of this.given.filter(isGuest)) one.person = customer.id;
  }

  /** Ids of the keys that were made, oldest first. */
  get keys(): string[] {
    return [...new Set(this.given.map(({ key }) => key))];
  }

  holders(key: string): string[] {
    return this.given.filter((one) => one.key === key).map(({ person }) => person);
  }

  #wrap({
    key,
    from,
    envelopes,
  }: {
    key: string;
    from: string;
    envelopes: Omit<Given, "key" | "from" | "to">[];
  }) {
    const by = this.devices.find(({ device }) => device === from);
    const isKnown = ({ device, person }: { device: string; person: string }) =>
      this.people.has(person) && this.devices.some((one) => one.device === device);
    if (!by || !envelopes.every(isKnown)) throw wireError("invalid_params", { field: "envelopes" });
    const has = ({ device }: { device: string }) =>
      this.given.some((one) => one.key === key && one.device === device);
    const fresh = envelopes.filter((envelope) => !has(envelope));
    this.given.push(
      ...fresh.map(({ person, device, sealed }) => ({ key, person, device, sealed, to: person, from: by })),
    );
    if (fresh.length > 0) this.#server.publish("keys", { key });
    return { kept: fresh.length };
  }
}

/** A message as it comes from the server. */
export function sealedBy(from: Sender, clientId: string, sealed: Message["sealed"], offset = 1): Message {
  return message(offset, { from, clientId, text: "", ...(sealed && { sealed }) });
}
