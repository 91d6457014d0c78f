import { type Language, useLanguage } from "@bellhop/ui";

const en = {
  links: { prices: "Prices", chairs: "The chairs", hours: "Hours" },
  strap: "Barbers",
  title: ["Sit down.", "Take your time."],
  introduction: "Four chairs, hot towels, coffee that is too strong. Write for a time, or just come in.",
  prices: "On the board",
  list: [
    ["Haircut", "490"],
    ["Clipper cut", "350"],
    ["Beard, with hot towel", "320"],
    ["Haircut and beard", "720"],
    ["Shave, the long way", "450"],
    ["Under twelve", "290"],
  ],
  currency: "Prices in kroner.",
  chairs: "The chairs",
  barbers: [
    { name: "Amir", text: "Fades, and the football of last night." },
    { name: "Siri", text: "Curls. Long hair. Patience." },
    { name: "Oskar", text: "Beards since before they came back." },
    { name: "Lin", text: "Razor, towel, silence." },
  ],
  hours: "Hours",
  days: [
    ["Monday", "Closed"],
    ["Tuesday to Friday", "10 – 19"],
    ["Saturday", "09 – 16"],
    ["Sunday", "Closed"],
  ],
  address: "Saks & Kam, Skippergata 21",
};

const de: typeof en = {
  links: { prices: "Preise", chairs: "Die Stühle", hours: "Zeiten" },
  strap: "Barbiere",
  title: ["Setz dich.", "Lass dir Zeit."],
  introduction: "Vier Stühle, heiße Tücher, zu starker Kaffee. Schreib für einen Termin, oder komm vorbei.",
  prices: "An der Tafel",
  list: [
    ["Haarschnitt", "490"],
    ["Maschinenschnitt", "350"],
    ["Bart, mit heißem Tuch", "320"],
    ["Haare und Bart", "720"],
    ["Rasur, die lange", "450"],
    ["Unter zwölf", "290"],
  ],
  currency: "Preise in Kronen.",
  chairs: "Die Stühle",
  barbers: [
    { name: "Amir", text: "Übergänge, und das Spiel von gestern." },
    { name: "Siri", text: "Locken. Langes Haar. Geduld." },
    { name: "Oskar", text: "Bärte, seit bevor sie wiederkamen." },
    { name: "Lin", text: "Messer, Tuch, Ruhe." },
  ],
  hours: "Öffnungszeiten",
  days: [
    ["Montag", "zu"],
    ["Dienstag – Freitag", "10 – 19"],
    ["Samstag", "09 – 16"],
    ["Sonntag", "zu"],
  ],
  address: "Saks & Kam, Skippergata 21",
};

const texts: Record<Language, typeof en> = { en, de };

export function useBarbershopTexts(): typeof en {
  return texts[useLanguage().language];
}
