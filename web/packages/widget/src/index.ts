export { ChatWidget, type ChatWidgetProps } from "./ChatWidget";
export type { FormField, Mode } from "./shell/options";
