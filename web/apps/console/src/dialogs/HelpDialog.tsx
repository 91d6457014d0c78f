import { Fragment } from "react";
import { Dialog } from "../shell/Dialog";
import { Switch } from "../shell/Switch";
import { useShortcutsSwitch } from "../shell/shortcuts";
import { useConsoleTexts } from "../texts/texts";
import styles from "./HelpDialog.module.css";

/** Which keys do what, and the switch that turns single keys off. */
export function HelpDialog({ onClose }: { onClose(): void }) {
  const words = useConsoleTexts().help;
  const shortcuts = useShortcutsSwitch();
  return (
    <Dialog title={words.title} onClose={onClose}>
      <dl className={styles.keys}>
        {words.keys.map(([keys, meaning]) => (
          <Fragment key={meaning}>
            <dt>
              {keys.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </Fragment>
        ))}
      </dl>
      <div className={styles.switch}>
        <Switch label={words.single} preference={shortcuts} />
      </div>
    </Dialog>
  );
}
