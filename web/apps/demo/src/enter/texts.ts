import { type Language, useLanguage } from "@bellhop/ui";

const en = {
  opening: (site: string) => `The console of ${site}`,
  signingIn: (name: string) => `Signing you in as ${name}…`,
  again: "Try again",
};

const de: typeof en = {
  opening: (site) => `Die Konsole von ${site}`,
  signingIn: (name) => `Sie werden als ${name} angemeldet…`,
  again: "Noch einmal",
};

const texts: Record<Language, typeof en> = { en, de };

export function useEnterTexts(): typeof en {
  return texts[useLanguage().language];
}
