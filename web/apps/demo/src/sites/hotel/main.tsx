import "../shared/base.css";
import "./theme.css";
import { show } from "../../show";
import { Hotel } from "./Hotel";

show(<Hotel />);
