import "../shared/base.css";
import "./theme.css";
import { show } from "../../show";
import { Dealer } from "./Dealer";

show(<Dealer />);
