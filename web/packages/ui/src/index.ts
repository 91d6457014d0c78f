export { byDay, dayName, timeOfDay } from "./chat/days";
export { FirstRoom } from "./chat/FirstRoom";
export { linked } from "./chat/linked";
export { sizeOf } from "./chat/sizes";
export { TypingLine } from "./chat/TypingLine";
export { type Upload, useUploads } from "./chat/uploads";
export { bringIn, type Scrolled, type ScrollView, useScroll } from "./chat/useScroll";
export { useThumbnail } from "./chat/useThumbnail";
export { ConnectionBanner } from "./connection/ConnectionBanner";
export { ConnectionFacts } from "./connection/ConnectionFacts";
export { ConnectionIndicator } from "./connection/ConnectionIndicator";
export { type Credentials, isOver, keepCredentials, readCredentials } from "./credentials";
export { Brand } from "./frame/Brand";
export { EndOfSession } from "./frame/EndOfSession";
export { EntryForm, type EntryFormProps } from "./frame/EntryForm";
export { EntryHeader } from "./frame/EntryHeader";
export { Frame, type FrameProps } from "./frame/Frame";
export { Avatar } from "./parts/Avatar";
export { Button, type ButtonProps, IconButton } from "./parts/Button";
export { Field, type FieldProps } from "./parts/Field";
export { default as hidden } from "./parts/hidden.module.css";
export * from "./parts/icons";
export { LanguageSwitch, ThemeSwitch } from "./parts/Toolbar";
export { readSetting, writeSetting } from "./setting";
export { siteOfPage } from "./site";
export {
  explain,
  type Language,
  LanguageProvider,
  localeOf,
  useLanguage,
  useLocale,
  useTexts,
} from "./texts/language";
export { applyTheme } from "./theme";
