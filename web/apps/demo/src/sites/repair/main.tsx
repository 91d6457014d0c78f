import "../shared/base.css";
import "./theme.css";
import { show } from "../../show";
import { Repair } from "./Repair";

show(<Repair />);
