import type { Texts } from "./en";

const count = (amount: number, one: string, many: string) => `${amount} ${amount === 1 ? one : many}`;

export const de: Texts = {
  language: "Deutsch",
  connection: {
    label: "Verbindung",
    connecting: "Verbinden…",
    connected: "Verbunden",
    reconnecting: "Neu verbinden…",
    offline: "Offline",
    failed: "Getrennt",
    excellent: "Ausgezeichnet",
    good: "Gut",
    fair: "Mäßig",
    poor: "Schlecht",
    quality: "Qualität",
    roundTrip: "Umlaufzeit",
    jitter: "Schwankung",
    loss: "Unbeantwortet",
    reconnects: "Neuverbindungen",
    received: "Empfangen",
    sent: "Gesendet",
    transport: "Übertragung",
    unknown: "noch nicht gemessen",
    retry: "Erneut versuchen",
  },
  banner: {
    offline: "Sie sind offline.",
    lost: "Die Verbindung ist unterbrochen. Wir versuchen es weiter.",
    failed: "Die Verbindung wurde beendet.",
    unsent: (amount) =>
      amount === 0
        ? "Was Sie schreiben, bleibt erhalten und wird später gesendet."
        : `${count(amount, "Nachricht wartet", "Nachrichten warten")} auf den Versand.`,
  },
  chat: {
    messages: "Nachrichten",
    announcer: "Neue Nachrichten",
    older: "Ältere Nachrichten zeigen",
    loading: "Nachrichten werden geladen…",
    empty: "Hier hat noch niemand geschrieben. Sagen Sie Hallo.",
    loadFailed: "Die Nachrichten können nicht gezeigt werden.",
    beginning: "Hier hat die Unterhaltung begonnen.",
    today: "Heute",
    yesterday: "Gestern",
    you: "Sie",
    staff: "Team",
    pending: "Wartet auf den Versand",
    committed: "Gesendet",
    deleted: "Diese Nachricht wurde gelöscht.",
    failed: "Nicht gesendet",
    retry: "Erneut senden",
    discard: "Verwerfen",
    newMessages: (amount) => count(amount, "neue Nachricht", "neue Nachrichten"),
    toLatest: "Zur neuesten Nachricht",
    write: "Nachricht schreiben",
    send: "Senden",
    left: (amount) => `noch ${count(amount, "Zeichen", "Zeichen")}`,
    typing: (names) =>
      names.length > 2
        ? "Mehrere Personen schreiben…"
        : `${names.join(" und ")} ${names.length === 1 ? "schreibt" : "schreiben"}…`,
    says: (name, text) => `${name}: ${text}`,
  },
  people: {
    title: "Wer ist da",
    count: (amount) => count(amount, "Person da", "Personen da"),
    you: "Sie",
    erased: "Gelöschte Person",
    close: "Schließen",
    roles: {
      guest: "Gast",
      customer: "Gast",
      staff: "Team",
      manager: "Leitung",
      backend: "System",
    },
  },
  theme: {
    toLight: "Helles Aussehen",
    toDark: "Dunkles Aussehen",
  },
  switchLanguage: "English",
  errors: {
    network: "Der Server ist nicht erreichbar. Bitte versuchen Sie es noch einmal.",
    rate_limited: "Das war zu oft. Bitte warten Sie einen Moment.",
    unauthenticated: "Diese Angaben stimmen nicht.",
    forbidden: "Das dürfen Sie nicht.",
    limit_reached: "Die Grenze ist erreicht. Zuerst muss etwas abgeschlossen oder entfernt werden.",
    other: "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.",
  },
};
