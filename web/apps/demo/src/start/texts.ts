import { type Language, useLanguage } from "@bellhop/ui";
import type { SiteId } from "../sites";

const en = {
  title: "Four businesses, one live layer",
  introduction:
    "Write to any of them as a customer. Answer as their team. Whatever you are told was sent is on disk, and arrives once and in order.",
  businesses: "The businesses",
  kinds: {
    dealer: "Car dealer",
    repair: "Device repair",
    hotel: "Hotel",
    barbershop: "Barbershop",
  } satisfies Record<SiteId, string>,
  tries: {
    dealer: "Ask whether the electric one is still there. The chat waits at the bottom left.",
    repair: "Describe a cracked screen and send a picture. Here the chat is a part of the page.",
    hotel: "Ask for a late arrival, reload the page, and go on where you were.",
    barbershop: "Ask for a chair on Saturday, and watch the ticks as the shop reads it.",
  } satisfies Record<SiteId, string>,
  visit: "Visit",
  visitOf: (site: string) => `Visit ${site}`,
  together: "Side by side",
  togetherOf: (site: string) => `Side by side with ${site}`,
  console: "The console",
  consoleIntroduction:
    "Where a team answers. It opens signed in as the manager of the business; the passwords are public and for this demo alone.",
  consoleOf: (site: string) => `Console of ${site}`,
  asManager: (name: string) => `as ${name}`,
  proof: "See for yourself",
  steps: [
    {
      title: "Both sides at once",
      text: "Open a business side by side, write on the left, answer on the right.",
    },
    {
      title: "Pull the plug",
      text: "Kill the server in the middle of a sentence and start it again. Nothing is lost, nothing comes twice.",
    },
    {
      title: "Leave and come back",
      text: "Go offline, write, close the tab, return. What waited goes out in order, once.",
    },
  ],
  lobby: "Or meet other guests in the hotel's open lobby",
  made: "The businesses are made up; nothing leaves this machine.",
};

const de: typeof en = {
  title: "Vier Betriebe, eine Live-Schicht",
  introduction:
    "Schreiben Sie als Kundschaft, antworten Sie als Team. Was als gesendet gilt, steht auf der Platte und kommt einmal und der Reihe nach an.",
  businesses: "Die Betriebe",
  kinds: { dealer: "Autohaus", repair: "Reparaturwerkstatt", hotel: "Hotel", barbershop: "Barbier" },
  tries: {
    dealer: "Fragen Sie, ob der elektrische noch da ist. Der Chat wartet unten links.",
    repair: "Beschreiben Sie ein gesprungenes Display, mit Bild. Hier ist der Chat ein Teil der Seite.",
    hotel: "Melden Sie eine späte Ankunft, laden Sie neu, und machen Sie weiter, wo Sie waren.",
    barbershop: "Fragen Sie nach einem Stuhl am Samstag, und sehen Sie den Haken beim Lesen zu.",
  },
  visit: "Besuchen",
  visitOf: (site) => `Besuchen: ${site}`,
  together: "Nebeneinander",
  togetherOf: (site) => `Nebeneinander mit ${site}`,
  console: "Die Konsole",
  consoleIntroduction:
    "Hier antwortet das Team. Sie öffnet sich, angemeldet als Leitung des Betriebs; die Passwörter sind öffentlich und nur für diese Demo.",
  consoleOf: (site) => `Konsole von ${site}`,
  asManager: (name) => `als ${name}`,
  proof: "Probieren Sie es aus",
  steps: [
    {
      title: "Beide Seiten zugleich",
      text: "Öffnen Sie einen Betrieb nebeneinander, schreiben Sie links, antworten Sie rechts.",
    },
    {
      title: "Stecker ziehen",
      text: "Beenden Sie den Server mitten im Satz und starten Sie ihn neu. Nichts geht verloren, nichts kommt doppelt.",
    },
    {
      title: "Gehen und wiederkommen",
      text: "Offline gehen, schreiben, Tab schließen, zurückkehren. Was wartete, geht der Reihe nach hinaus, einmal.",
    },
  ],
  lobby: "Oder treffen Sie andere Gäste in der offenen Lobby des Hotels",
  made: "Die Betriebe sind erfunden; nichts verlässt diesen Rechner.",
};

const texts: Record<Language, typeof en> = { en, de };

export function useStartTexts(): typeof en {
  return texts[useLanguage().language];
}
