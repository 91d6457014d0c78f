import { createContext, useContext } from "react";
import { de } from "./de";
import { en, type Texts } from "./en";

export type { Texts };
export type Language = "en" | "de";

const dictionaries: Record<Language, Texts> = { en, de };

const LanguageContext = createContext<Language>("en");
export const LanguageProvider = LanguageContext;

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** For dates and numbers: the browser's own form of the language shown. */
export function useLocale(): string {
  const language = useLanguage();
  const own = globalThis.navigator?.language ?? language;
  return own.startsWith(language) ? own : language;
}

export function useTexts(): Texts {
  return dictionaries[useLanguage()];
}

/** The wanted language if there are texts in it, or else the page's, or the browser's, or English. */
export function languageOf(wanted: string | undefined): Language {
  const candidates = [wanted, globalThis.document?.documentElement.lang, globalThis.navigator?.language];
  const known = candidates.map((candidate) => candidate?.slice(0, 2).toLowerCase());
  return known.find((language): language is Language => language === "en" || language === "de") ?? "en";
}
