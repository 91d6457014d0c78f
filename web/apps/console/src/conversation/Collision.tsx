import { WarningIcon } from "@bellhop/ui";
import { EyeIcon } from "../shell/icons";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Collision.module.css";
import type { ColleaguesView } from "./useColleagues";

/** Says which colleagues are here too, so that a customer does not get two answers. */
export function Collision({ colleagues: { looking, typing } }: { colleagues: ColleaguesView }) {
  const words = useConsoleTexts().collision;
  const writes = typing.length > 0;
  return (
    <div role="status">
      {(writes || looking.length > 0) && (
        <p className={`${styles.collision} ${writes ? styles.typing : ""}`}>
          {writes ? <WarningIcon /> : <EyeIcon />}
          {writes ? words.typing(typing) : words.looking(looking)}
        </p>
      )}
    </div>
  );
}
