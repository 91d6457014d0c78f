import "@bellhop/ui/tokens.css";
import { show } from "../show";
import { Enter } from "./Enter";

show(<Enter />);
