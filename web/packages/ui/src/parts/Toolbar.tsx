import { useLanguage } from "../texts/language";
import { useTheme } from "../theme";
import { Button, IconButton } from "./Button";
import { MoonIcon, SunIcon } from "./icons";

export function ThemeSwitch() {
  const { theme, toggle } = useTheme();
  const { texts } = useLanguage();
  return (
    <IconButton label={theme === "light" ? texts.theme.toDark : texts.theme.toLight} onClick={toggle}>
      {theme === "light" ? <MoonIcon /> : <SunIcon />}
    </IconButton>
  );
}

export function LanguageSwitch() {
  const { language, texts, toggle } = useLanguage();
  const code = language === "en" ? "DE" : "EN";
  return (
    <Button
      look="quiet"
      onClick={toggle}
      lang={language === "en" ? "de" : "en"}
      aria-label={`${code}, ${texts.switchLanguage}`}
    >
      {code}
    </Button>
  );
}
