import type { Attachment } from "@bellhop/client/chat";
import { link } from "@bellhop/client/files";
import { useClient } from "@bellhop/react";
import { sizeOf, useLanguage } from "@bellhop/ui";
import { useEffect, useState } from "react";
import { FileIcon } from "../shell/icons";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Attachments.module.css";

export function Attachments({ files }: { files: readonly Attachment[] }) {
  if (files.length === 0) return null;
  return (
    <ul className={styles.files}>
      {files.map((file) => (
        <li key={file.file}>
          <File file={file} />
        </li>
      ))}
    </ul>
  );
}

/** Opens with a link that is asked for when it is needed, since links end. */
function File({ file }: { file: Attachment }) {
  const client = useClient();
  const words = useConsoleTexts().conversation;
  const { language } = useLanguage();
  const picture = useThumbnail(file);
  const size = sizeOf(file.size, language);
  const open = async () => {
    const tab = window.open("about:blank", "_blank");
    if (tab) tab.opener = null;
    try {
      const { url } = await link(client, file.file);
      tab?.location.replace(url);
    } catch {
      tab?.close();
    }
  };
  const label = words.openFile(file.name, size);
  return (
    <button
      type="button"
      className={`${styles.file} ${picture ? styles.withPicture : ""}`}
      aria-label={label}
      title={label}
      onClick={open}
    >
      {picture ? (
        <img className={styles.picture} src={picture} alt="" width={file.width} height={file.height} />
      ) : (
        <>
          <FileIcon />
          <span className={styles.name}>{file.name}</span>
          <span className={styles.size}>{size}</span>
        </>
      )}
    </button>
  );
}

function useThumbnail({ file, thumbnail }: Attachment): string | undefined {
  const client = useClient();
  const [shown, setShown] = useState<string>();
  useEffect(() => {
    if (!thumbnail) return;
    let stale = false;
    link(client, file, { thumbnail: true }).then(
      ({ url }) => stale || setShown(url),
      () => {},
    );
    return () => {
      stale = true;
    };
  }, [client, file, thumbnail]);
  return shown;
}
