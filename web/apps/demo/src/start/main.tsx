import "@bellhop/ui/tokens.css";
import { show } from "../show";
import { Start } from "./Start";

show(<Start />);
