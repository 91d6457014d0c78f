export type { Device } from "../generated/protocol";
export { takeAlong } from "./identity";
export type { Contents } from "./message";
export type { Lock, SealedMessage, SealedRoom, SealedState } from "./room";
export { type SealedRooms, sealedOf } from "./rooms";
export { type Vault, vaultOf } from "./vault";
