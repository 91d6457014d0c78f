import { type Language, useLanguage } from "@bellhop/ui";

const en = {
  title: (site: string) => `${site}, side by side`,
  businesses: "Businesses",
  start: "Start page of the demo",
  customer: "The customer",
  team: "The team",
  views: "What is shown",
  customerFrame: (site: string) => `${site} as a customer sees it`,
  teamFrame: (site: string) => `The console of ${site}`,
  alone: "Open on its own",
  signingIn: (name: string) => `Signing in as ${name}…`,
  again: "Try again",
};

const de: typeof en = {
  title: (site) => `${site}, nebeneinander`,
  businesses: "Betriebe",
  start: "Startseite der Demo",
  customer: "Die Kundschaft",
  team: "Das Team",
  views: "Was zu sehen ist",
  customerFrame: (site) => `${site}, wie die Kundschaft es sieht`,
  teamFrame: (site) => `Die Konsole von ${site}`,
  alone: "Für sich öffnen",
  signingIn: (name) => `Anmeldung als ${name}…`,
  again: "Noch einmal",
};

const texts: Record<Language, typeof en> = { en, de };

export function useTogetherTexts(): typeof en {
  return texts[useLanguage().language];
}
