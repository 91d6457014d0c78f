import type { Principal } from "@bellhop/client";
import type { PersonStatus } from "@bellhop/client/chat";
import { Button, LanguageSwitch, LeaveIcon, ThemeSwitch } from "@bellhop/ui";
import { Dialog } from "../shell/Dialog";
import { useSoundSwitch } from "../shell/Notices";
import { Switch } from "../shell/Switch";
import { useShortcutsSwitch } from "../shell/shortcuts";
import { useConsoleTexts } from "../texts/texts";
import styles from "./MeDialog.module.css";
import { StatusForm } from "./StatusForm";

export interface MeDialogProps {
  principal: Principal;
  shown: PersonStatus | undefined;
  onLeave(): void;
  onClose(): void;
}

/** One's own status and this browser's settings. */
export function MeDialog({ principal, shown, onLeave, onClose }: MeDialogProps) {
  const words = useConsoleTexts();
  return (
    <Dialog title={principal.name} onClose={onClose}>
      <StatusForm shown={shown} onSaved={onClose} />
      <div className={styles.settings}>
        <Switch label={words.me.sound} preference={useSoundSwitch()} />
        <Switch label={words.help.single} preference={useShortcutsSwitch()} />
        <div className={styles.tools}>
          <LanguageSwitch />
          <ThemeSwitch />
          <Button look="quiet" className={styles.leave ?? ""} onClick={onLeave}>
            <LeaveIcon />
            {words.logout}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
