import { type Language, useLanguage } from "@bellhop/ui";

const en = {
  links: { cars: "Cars", workshop: "Workshop", hours: "Hours" },
  title: ["Used cars.", "Told straight."],
  introduction:
    "Every car has been on our own lift. Its faults stand beside its price, and the price is the price.",
  facts: ["24 months' warranty", "Test drives from 20 minutes", "Trade-in while you wait"],
  cars: "On the yard",
  carsNote: "Ask about any of them in the chat, bottom left.",
  offers: [
    {
      name: "Skog estate 2.0 AWD",
      price: "389 000 kr",
      facts: ["2023", "41 000 km", "Diesel", "Tow bar"],
      fault: "A scratch on the rear bumper.",
    },
    {
      name: "Bris electric 64 kWh",
      price: "329 000 kr",
      facts: ["2024", "18 000 km", "Range 430 km", "Heat pump"],
      fault: "None that we found.",
    },
    {
      name: "Fjell van 9 seats",
      price: "298 000 kr",
      facts: ["2022", "66 000 km", "Diesel", "Two sliding doors"],
      fault: "Stains on the third row.",
    },
  ],
  fault: "Fault",
  workshop: "The workshop",
  services: [
    ["Service, with the oil", "from 3 290 kr"],
    ["Tyre change, four wheels", "790 kr"],
    ["Tyre hotel, a season", "1 190 kr"],
    ["Check before a long trip", "590 kr"],
  ],
  hours: "Hours",
  days: [
    ["Monday to Friday", "08 – 18"],
    ["Saturday", "10 – 15"],
    ["Sunday", "Closed"],
  ],
  address: "Nordvik Bil, Industrigata 12",
};

const de: typeof en = {
  links: { cars: "Autos", workshop: "Werkstatt", hours: "Zeiten" },
  title: ["Gebraucht.", "Im Klartext."],
  introduction:
    "Jedes Auto stand auf unserer eigenen Bühne. Seine Fehler stehen neben dem Preis, und der Preis ist der Preis.",
  facts: ["24 Monate Garantie", "Probefahrt ab 20 Minuten", "Inzahlungnahme sofort"],
  cars: "Auf dem Hof",
  carsNote: "Fragen Sie im Chat nach jedem davon, unten links.",
  offers: [
    {
      name: "Skog Kombi 2.0 AWD",
      price: "389 000 kr",
      facts: ["2023", "41 000 km", "Diesel", "Anhängerkupplung"],
      fault: "Ein Kratzer am hinteren Stoßfänger.",
    },
    {
      name: "Bris elektrisch 64 kWh",
      price: "329 000 kr",
      facts: ["2024", "18 000 km", "Reichweite 430 km", "Wärmepumpe"],
      fault: "Keiner, den wir gefunden hätten.",
    },
    {
      name: "Fjell Bus 9 Sitze",
      price: "298 000 kr",
      facts: ["2022", "66 000 km", "Diesel", "Zwei Schiebetüren"],
      fault: "Flecken in der dritten Reihe.",
    },
  ],
  fault: "Fehler",
  workshop: "Die Werkstatt",
  services: [
    ["Service mit Öl", "ab 3 290 kr"],
    ["Reifenwechsel, vier Räder", "790 kr"],
    ["Reifenlager, eine Saison", "1 190 kr"],
    ["Prüfung vor der langen Reise", "590 kr"],
  ],
  hours: "Öffnungszeiten",
  days: [
    ["Montag bis Freitag", "08 – 18"],
    ["Samstag", "10 – 15"],
    ["Sonntag", "geschlossen"],
  ],
  address: "Nordvik Bil, Industrigata 12",
};

const texts: Record<Language, typeof en> = { en, de };

export function useDealerTexts(): typeof en {
  return texts[useLanguage().language];
}
