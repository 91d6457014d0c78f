import { forgetSettings, readSetting, writeSetting } from "./setting";

const OWNER = "drafts";
const inMemory = new Map<string, string>();

/** What was written in a room and not sent. */
export function readDraft(room: string): string {
  return inMemory.get(room) ?? readSetting(`draft:${room}`) ?? "";
}

/**
 * Remembers what is being written.
 *
 * @param encrypted whether the room is; as long as that is not known, only this page remembers the draft
 */
export function writeDraft(room: string, text: string, encrypted: boolean | undefined): void {
  const isKept = encrypted === false;
  if (text && !isKept) inMemory.set(room, text);
  else inMemory.delete(room);
  if (encrypted !== undefined) writeSetting(`draft:${room}`, (isKept && text) || undefined);
}

/** From now on drafts are of this person: what somebody else has begun is forgotten. */
export function takeDrafts(person: string): void {
  if (readSetting(OWNER) !== person) forgetDrafts();
  writeSetting(OWNER, person);
}

/** Forgets what was begun anywhere on this origin: somebody else comes. */
export function forgetDrafts(): void {
  inMemory.clear();
  forgetSettings("draft:");
}
