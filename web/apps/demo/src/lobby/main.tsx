import "@bellhop/ui/tokens.css";
import "@bellhop/ui/page.css";
import "@bellhop/ui/scroll.css";
import { applyTheme } from "@bellhop/ui";
import { show } from "../show";
import { App } from "./App";

applyTheme();
show(<App />);
