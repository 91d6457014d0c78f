import type { Lock } from "@bellhop/client/chat";

export type LockLanguage = "en" | "de";

const en = {
  title: "End-to-end encrypted",
  open: "Encrypted conversation: who can read it",
  close: "Close",
  meaning:
    "What you write is encrypted in your browser, and decrypted only in the browsers of the people below. The server keeps what it cannot read.",
  readers: "Who can read",
  you: (name: string | undefined) => (name ? `${name} (you)` : "You"),
  somebody: "A member of staff",
  thisDevice: "this one",
  forget: (device: string) => `Forget the device ${device}`,
  forgetShort: "Forget",
  forgetNow: "Forget it now",
  reallyForget: (device: string) => `Really forget the device ${device}`,
  forgetMeans:
    "It gets no more keys and cannot read what is written from now on, here and in other conversations, as long as nobody signs in there again.",
  forgetFailed: "That did not work.",
  arrived: (name: string, device: string) => `${name} can read along on a new device: ${device}.`,
  youArrived: (device: string) => `You can read along on a new device: ${device}.`,
  check: "Compare the safety number if you did not expect that.",
  understood: "Understood",
  noDevice: "Not there yet. They get the key once they open this conversation while one of you is online.",
  safety: (name: string) => `Safety number with ${name}`,
  compare: "Compare it by phone. If it is the same on both sides, nobody is in between.",
  limits: "What is not possible here",
  limitList: ["Searching", "A transcript by e-mail", "Help of the assistant", "Files"],
  honest:
    "The program in your browser comes from the same server. So this protects against those who read the database, and against mistakes, but not against a server that sends a false program.",
  loading: "One moment…",
  unsupported: "This browser cannot encrypt on this page. It needs https, and storage that the page may use.",
  failed: "The keys could not be fetched. They are asked for again when you are back online.",
  full: "You use encrypted conversations in too many browsers. This one cannot join.",
  outside: "You are not one of the readers of this conversation.",
  locked: {
    waiting: (name: string) => `Waiting for the key from ${name}…`,
    outside: () => "Only the people of this conversation can read this message.",
    broken: () => "This message was changed on its way and is not shown.",
    before: (name: string) =>
      `Sealed before ${name} signed in, or changed on its way. A browser that was there can tell.`,
    unsupported: () => "This browser cannot decrypt this message.",
  } satisfies Record<Lock, (name: string) => string>,
};

const de: typeof en = {
  title: "Ende-zu-Ende-verschlüsselt",
  open: "Verschlüsselte Unterhaltung: wer sie lesen kann",
  close: "Schließen",
  meaning:
    "Was Sie schreiben, wird in Ihrem Browser verschlüsselt und nur in den Browsern der Personen unten entschlüsselt. Der Server bewahrt auf, was er nicht lesen kann.",
  readers: "Wer mitlesen kann",
  you: (name) => (name ? `${name} (Sie)` : "Sie"),
  somebody: "Jemand aus dem Team",
  thisDevice: "dieses hier",
  forget: (device) => `Das Gerät ${device} vergessen`,
  forgetShort: "Vergessen",
  forgetNow: "Jetzt vergessen",
  reallyForget: (device) => `Das Gerät ${device} wirklich vergessen`,
  forgetMeans:
    "Es bekommt keine Schlüssel mehr und kann nicht lesen, was von nun an hier und in anderen Unterhaltungen geschrieben wird, solange sich dort niemand wieder anmeldet.",
  forgetFailed: "Das hat nicht geklappt.",
  arrived: (name, device) => `${name} kann auf einem neuen Gerät mitlesen: ${device}.`,
  youArrived: (device) => `Sie können auf einem neuen Gerät mitlesen: ${device}.`,
  check: "Vergleichen Sie die Sicherheitsnummer, wenn Sie das nicht erwartet haben.",
  understood: "Verstanden",
  noDevice:
    "Noch nicht da. Den Schlüssel gibt es, sobald die Unterhaltung dort geöffnet wird und jemand von Ihnen online ist.",
  safety: (name) => `Sicherheitsnummer mit ${name}`,
  compare: "Vergleichen Sie sie am Telefon. Ist sie auf beiden Seiten gleich, ist niemand dazwischen.",
  limits: "Was hier nicht geht",
  limitList: ["Suchen", "Ein Protokoll per E-Mail", "Hilfe durch den Assistenten", "Dateien"],
  honest:
    "Das Programm in Ihrem Browser kommt von demselben Server. Das schützt also vor dem Mitlesen in der Datenbank und vor Versehen, aber nicht vor einem Server, der ein falsches Programm schickt.",
  loading: "Einen Moment…",
  unsupported:
    "Dieser Browser kann auf dieser Seite nicht verschlüsseln. Es braucht https und Speicher, den die Seite benutzen darf.",
  failed: "Die Schlüssel konnten nicht geholt werden. Das wird wiederholt, sobald Sie wieder online sind.",
  full: "Sie nutzen verschlüsselte Unterhaltungen in zu vielen Browsern. Dieser kann nicht mitlesen.",
  outside: "Sie gehören nicht zu denen, die diese Unterhaltung lesen können.",
  locked: {
    waiting: (name) => `Warten auf den Schlüssel von ${name}…`,
    outside: () => "Nur die Personen dieser Unterhaltung können diese Nachricht lesen.",
    broken: () => "Diese Nachricht wurde unterwegs verändert und wird nicht gezeigt.",
    before: (name) =>
      `Verschlüsselt, bevor ${name} sich angemeldet hat, oder unterwegs verändert. Ein Browser, der dabei war, weiß es.`,
    unsupported: () => "Dieser Browser kann diese Nachricht nicht entschlüsseln.",
  },
};

export const lockTexts: Record<LockLanguage, typeof en> = { en, de };

/** What stands in place of a message that does not open. */
export function lockedText(lock: Lock, sender: string, language: LockLanguage): string {
  return lockTexts[language].locked[lock](sender);
}
