import { BellhopError } from "@bellhop/client";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import { readSetting, writeSetting } from "../setting";
import { de } from "./de";
import { en, type Texts } from "./en";

export type Language = "en" | "de";

export interface LanguageView {
  language: Language;
  texts: Texts;
  toggle(): void;
}

const dictionaries: Record<Language, Texts> = { en, de };
const LanguageContext = createContext<LanguageView>({ language: "en", texts: en, toggle: () => {} });

/** The language chosen here before, or the browser's, or English. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(initialLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const toggle = useCallback(() => {
    const next = language === "en" ? "de" : "en";
    writeSetting("language", next);
    setLanguage(next);
  }, [language]);
  return (
    <LanguageContext value={{ language, texts: dictionaries[language], toggle }}>{children}</LanguageContext>
  );
}

export function useLanguage(): LanguageView {
  return useContext(LanguageContext);
}

export function useTexts(): Texts {
  return useLanguage().texts;
}

/** For dates and numbers: the browser's own form of the language shown, since en-GB and en-US tell the time differently. */
export function useLocale(): string {
  const { language } = useLanguage();
  return localeOf(language, globalThis.navigator?.languages ?? []);
}

/** The first of the wanted forms of a language, or else the language itself. */
export function localeOf(language: Language, wanted: readonly string[]): string {
  return wanted.find((locale) => locale.split("-")[0] === language) ?? language;
}

/** What to tell a person about a failure. */
export function explain(failure: unknown, { errors }: Texts): string {
  const code = failure instanceof BellhopError ? failure.code : "other";
  return Object.hasOwn(errors, code) ? errors[code as keyof Texts["errors"]] : errors.other;
}

function initialLanguage(): Language {
  const wanted = readSetting("language") ?? globalThis.navigator?.language ?? "en";
  return wanted.startsWith("de") ? "de" : "en";
}
