import type { BellhopClient } from "@bellhop/client";
import { chatOf } from "@bellhop/client/chat";

/**
 * First messages of encrypted conversations: sealed, and only then sent, once there is a room. Until then they are
 * kept in this browser, encrypted, so that a reload loses none.
 */
export class FirstMessages {
  readonly #texts = new Map<string, string>();

  /** @param clientId names the conversation that is to begin */
  keep(client: BellhopClient, clientId: string, text: string): void {
    this.#texts.set(clientId, text);
    vaultOf(client)
      .then((vault) => vault.put(nameOf(clientId), text))
      .catch(() => {});
  }

  /** Of several tabs that hear of the room, one sends. */
  async send(client: BellhopClient, room: string, clientId: string): Promise<void> {
    const written = this.#texts.get(clientId);
    this.#texts.delete(clientId);
    const taken = vaultOf(client).then((vault) => vault.take<string>(nameOf(clientId)));
    const text = await taken.catch(() => written);
    if (text) chatOf(client).room(room).send(text);
  }
}

async function vaultOf(client: BellhopClient) {
  const sealed = await import("@bellhop/client/sealed");
  return sealed.vaultOf(client);
}

function nameOf(clientId: string): string {
  return `first ${clientId}`;
}
