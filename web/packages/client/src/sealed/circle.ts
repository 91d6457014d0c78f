import type { Device, Holder, SealReadersResult } from "../generated/protocol";
import type { Address } from "./envelope";

/** Who should be able to read a room, and who can: the server's word, read in one place. */
export class Circle {
  readonly devices: readonly Device[];
  readonly #holders: Holder[];

  constructor({ devices, holders }: SealReadersResult) {
    this.devices = devices;
    this.#holders = holders;
  }

  has({ person, device, publicKey }: Address): boolean {
    return this.devices.some(
      (one) => one.person === person && one.device === device && one.publicKey === publicKey,
    );
  }

  /** Ids of the keys, the oldest first. */
  get keys(): string[] {
    return [...new Set(this.#holders.map(({ key }) => key))];
  }

  /** Ids of the keys that a device can open. */
  keysOf({ person, device }: Address): string[] {
    return this.#holders
      .filter((one) => one.person === person && one.device === device)
      .map(({ key }) => key);
  }

  /** The readers' devices that cannot open what is sealed with a key. */
  lacking(key: string): Device[] {
    return this.devices.filter((device) => !this.keysOf(device).includes(key));
  }

  /** Whether somebody who should not read any more has the key, or a device that was forgotten. */
  isKnownOutside(key: string): boolean {
    return this.#holders.some(
      (one) =>
        one.key === key &&
        !this.devices.some(({ person, device }) => person === one.person && device === one.device),
    );
  }

  gave(key: string, to: readonly Address[]): void {
    this.#holders.push(...to.map(({ person, device }) => ({ key, person, device })));
  }
}

/** Of a room that is not there, or that one may neither read nor ever could. */
export const NO_CIRCLE = new Circle({ devices: [], holders: [] });
