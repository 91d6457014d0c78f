import { type Language, useLanguage } from "@bellhop/ui";

const en = {
  hotel: "Hotel Fjordlys",
  tagline: "By the water, since 1927",
  welcome: "Good to have you here",
  introduction:
    "Step into the lobby to talk to the reception and to other guests. It is live, and nothing you write gets lost.",
  name: "Your name",
  nameHint: "Others in the lobby see it.",
  enter: "Enter the lobby",
  entering: "One moment…",
  leave: "Leave",
  noRooms: "There is no room to talk in.",
  opening: "Opening the lobby…",
};

const de: typeof en = {
  hotel: "Hotel Fjordlys",
  tagline: "Am Wasser, seit 1927",
  welcome: "Schön, dass Sie da sind",
  introduction:
    "In der Lobby sprechen Sie mit der Rezeption und mit anderen Gästen. Live, und nichts, was Sie schreiben, geht verloren.",
  name: "Ihr Name",
  nameHint: "Andere in der Lobby sehen ihn.",
  enter: "Lobby betreten",
  entering: "Einen Moment…",
  leave: "Verlassen",
  noRooms: "Es gibt keinen Raum zum Sprechen.",
  opening: "Die Lobby wird geöffnet…",
};

const texts: Record<Language, typeof en> = { en, de };

export function useDemoTexts(): typeof en {
  return texts[useLanguage().language];
}
