import { type Language, useLanguage } from "@bellhop/ui";

const en = {
  skip: "Skip to the contents",
  sections: "Sections",
  demo: "About this demo",
  made: "A demo of Bellhop. This business is made up.",
  start: "All four",
  together: "Side by side",
};

const de: typeof en = {
  skip: "Zum Inhalt",
  sections: "Abschnitte",
  demo: "Über diese Demo",
  made: "Eine Demo von Bellhop. Diesen Betrieb gibt es nicht.",
  start: "Alle vier",
  together: "Nebeneinander",
};

const texts: Record<Language, typeof en> = { en, de };

export function useSharedTexts(): typeof en {
  return texts[useLanguage().language];
}
