import "../shared/base.css";
import "./theme.css";
import { show } from "../../show";
import { Barbershop } from "./Barbershop";

show(<Barbershop />);
