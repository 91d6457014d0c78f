import { readSetting, writeSetting } from "./setting";

const inMemory = new Map<string, string>();

/** What was written in a room and not sent. */
export function readDraft(room: string): string {
  return inMemory.get(room) ?? readSetting(`draft:${room}`) ?? "";
}

/**
 * Remembers what is being written.
 *
 * @param encrypted whether the room is: unless that is known to be false, the draft is gone after a reload
 */
export function writeDraft(room: string, text: string, encrypted: boolean | undefined): void {
  const isKept = encrypted === false;
  if (text && !isKept) inMemory.set(room, text);
  else inMemory.delete(room);
  writeSetting(`draft:${room}`, (isKept && text) || undefined);
}
