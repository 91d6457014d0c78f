import { hidden, IconButton } from "@bellhop/ui";
import { useRef } from "react";
import { AttachIcon } from "../shell/icons";
import { useConsoleTexts } from "../texts/texts";

export function AttachButton({ onFiles }: { onFiles(files: Iterable<File>): void }) {
  const words = useConsoleTexts().composer;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        className={hidden.hidden}
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          onFiles(event.target.files ?? []);
          event.target.value = "";
        }}
      />
      <IconButton label={words.attach} onClick={() => input.current?.click()}>
        <AttachIcon />
      </IconButton>
    </>
  );
}
