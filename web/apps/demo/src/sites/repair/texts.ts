import { type Language, useLanguage } from "@bellhop/ui";

const en = {
  links: { prices: "Prices", steps: "How it goes", contact: "Contact" },
  label: "Phones · tablets · laptops",
  title: "Broken is a beginning.",
  introduction:
    "Most repairs are done in an hour, at the bench you can watch. If it is not worth it, we say so, and the look was free.",
  toChat: "Describe what happened",
  prices: "Prices",
  repair: "Repair",
  price: "Price",
  time: "Time",
  list: [
    ["Phone display", "1 290 kr", "45 min"],
    ["Phone battery", "690 kr", "30 min"],
    ["Charging port", "590 kr", "40 min"],
    ["Tablet glass", "1 490 kr", "1 day"],
    ["Laptop keyboard", "1 890 kr", "2 days"],
    ["Water damage, diagnosis", "390 kr", "1 day"],
  ],
  priceNote: "Parts, work and a year's warranty included.",
  steps: "How it goes",
  stages: [
    { title: "Write", text: "Say what happened. A picture helps." },
    { title: "Bring", text: "Drop it off, or send it. You get a ticket." },
    { title: "Decide", text: "We look, and name a price. You say yes or no." },
    { title: "Collect", text: "Tested, cleaned, and charged." },
  ],
  contact: "Talk to the bench",
  contactText: "Here, without a phone queue. You can leave the page: the answer waits for you.",
  days: [
    ["Mon – Fri", "09:00 – 17:30"],
    ["Sat", "10:00 – 14:00"],
  ],
  chat: "Chat with the workshop",
  address: "Fiks & Ferdig, Torggata 9",
};

const de: typeof en = {
  links: { prices: "Preise", steps: "Ablauf", contact: "Kontakt" },
  label: "Telefone · Tablets · Laptops",
  title: "Kaputt ist ein Anfang.",
  introduction:
    "Die meisten Reparaturen dauern eine Stunde, an der Werkbank, der Sie zusehen können. Lohnt es nicht, sagen wir es, und der Blick war frei.",
  toChat: "Den Schaden beschreiben",
  prices: "Preise",
  repair: "Reparatur",
  price: "Preis",
  time: "Dauer",
  list: [
    ["Display, Telefon", "1 290 kr", "45 min"],
    ["Akku, Telefon", "690 kr", "30 min"],
    ["Ladebuchse", "590 kr", "40 min"],
    ["Glas, Tablet", "1 490 kr", "1 Tag"],
    ["Tastatur, Laptop", "1 890 kr", "2 Tage"],
    ["Wasserschaden, Diagnose", "390 kr", "1 Tag"],
  ],
  priceNote: "Teile, Arbeit und ein Jahr Garantie sind dabei.",
  steps: "Ablauf",
  stages: [
    { title: "Schreiben", text: "Sagen Sie, was passiert ist. Ein Bild hilft." },
    { title: "Bringen", text: "Vorbeibringen oder schicken. Sie bekommen eine Nummer." },
    { title: "Entscheiden", text: "Wir schauen nach und nennen den Preis. Sie sagen ja oder nein." },
    { title: "Abholen", text: "Geprüft, gereinigt, geladen." },
  ],
  contact: "Sprechen Sie mit der Werkbank",
  contactText: "Hier, ohne Warteschleife. Sie können die Seite verlassen: Die Antwort wartet auf Sie.",
  days: [
    ["Mo – Fr", "09:00 – 17:30"],
    ["Sa", "10:00 – 14:00"],
  ],
  chat: "Chat mit der Werkstatt",
  address: "Fiks & Ferdig, Torggata 9",
};

const texts: Record<Language, typeof en> = { en, de };

export function useRepairTexts(): typeof en {
  return texts[useLanguage().language];
}
