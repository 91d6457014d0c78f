import type { DetailedHTMLProps, HTMLAttributes } from "react";

interface ChatAttributes extends HTMLAttributes<HTMLElement> {
  site: string;
  mode: "embedded";
  form: string;
  heading: string;
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "bellhop-chat": DetailedHTMLProps<ChatAttributes, HTMLElement>;
    }
  }
}
