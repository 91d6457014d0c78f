import "@bellhop/ui/tokens.css";
import { show } from "../show";
import { Together } from "./Together";

show(<Together />);
