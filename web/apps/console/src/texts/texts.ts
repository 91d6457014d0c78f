import { type Language, useLanguage } from "@bellhop/ui";
import { de } from "./de";
import { type ConsoleTexts, en } from "./en";

const texts: Record<Language, ConsoleTexts> = { en, de };

export function useConsoleTexts(): ConsoleTexts {
  return texts[useLanguage().language];
}
