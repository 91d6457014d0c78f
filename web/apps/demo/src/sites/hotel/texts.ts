import { type Language, useLanguage } from "@bellhop/ui";

const en = {
  links: { rooms: "Rooms", table: "The table", way: "Finding us" },
  since: "By the water, since 1927",
  title: "Twenty-two rooms, and the fjord below",
  introduction:
    "The boat stops at our jetty. The lamps are on until the last guest is in, and somebody at the reception is always awake.",
  ask: "Write to the reception at any hour; the bell is at the bottom right.",
  rooms: "Rooms",
  roomsNote: "Per night for two, breakfast with it.",
  offers: [
    { name: "Attic room", price: "1 490 kr", text: "Under the roof, with a window to the mountains." },
    {
      name: "Fjord room",
      price: "1 890 kr",
      text: "A balcony over the water, the ferry at six as an alarm.",
    },
    {
      name: "Corner room",
      price: "2 290 kr",
      text: "Two sides of light, a stove, and a bath to look out from.",
    },
  ],
  table: "The table",
  tableText:
    "One menu an evening, from what the boats and the farms brought in. Tell us in the chat what you do not eat.",
  meals: [
    ["Breakfast", "07:00 – 10:30"],
    ["Soup and bread", "12:00 – 14:00"],
    ["Dinner, one sitting", "19:00"],
  ],
  way: "Finding us",
  wayText:
    "Four hours by train and boat from the city. Late arrivals find the key in the blue box by the door.",
  address: "Hotel Fjordlys, Strandveien 4",
  reception: "The reception is open day and night.",
};

const de: typeof en = {
  links: { rooms: "Zimmer", table: "Der Tisch", way: "Der Weg" },
  since: "Am Wasser, seit 1927",
  title: "Zweiundzwanzig Zimmer, darunter der Fjord",
  introduction:
    "Das Boot hält an unserem Steg. Die Lampen brennen, bis der letzte Gast da ist, und an der Rezeption ist immer jemand wach.",
  ask: "Schreiben Sie der Rezeption, wann Sie mögen; die Glocke ist unten rechts.",
  rooms: "Zimmer",
  roomsNote: "Pro Nacht für zwei, das Frühstück ist dabei.",
  offers: [
    { name: "Dachzimmer", price: "1 490 kr", text: "Unter dem Dach, mit Fenster zu den Bergen." },
    {
      name: "Fjordzimmer",
      price: "1 890 kr",
      text: "Ein Balkon über dem Wasser, die Fähre um sechs als Wecker.",
    },
    {
      name: "Eckzimmer",
      price: "2 290 kr",
      text: "Licht von zwei Seiten, ein Ofen, eine Wanne mit Aussicht.",
    },
  ],
  table: "Der Tisch",
  tableText:
    "Ein Menü am Abend, aus dem, was Boote und Höfe gebracht haben. Sagen Sie uns im Chat, was Sie nicht essen.",
  meals: [
    ["Frühstück", "07:00 – 10:30"],
    ["Suppe und Brot", "12:00 – 14:00"],
    ["Abendessen, gemeinsam", "19:00"],
  ],
  way: "Der Weg",
  wayText:
    "Vier Stunden mit Bahn und Boot von der Stadt. Wer spät kommt, findet den Schlüssel im blauen Kasten an der Tür.",
  address: "Hotel Fjordlys, Strandveien 4",
  reception: "Die Rezeption ist Tag und Nacht da.",
};

const texts: Record<Language, typeof en> = { en, de };

export function useHotelTexts(): typeof en {
  return texts[useLanguage().language];
}
