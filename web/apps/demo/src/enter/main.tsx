import "@bellhop/ui/tokens.css";
import "@bellhop/ui/page.css";
import { show } from "../show";
import { Enter } from "./Enter";

show(<Enter />);
