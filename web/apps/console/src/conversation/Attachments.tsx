import type { Attachment } from "@bellhop/client/chat";
import { link } from "@bellhop/client/files";
import { useClient } from "@bellhop/react";
import { sizeOf, useLocale, useThumbnail } from "@bellhop/ui";
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
  const locale = useLocale();
  const picture = useThumbnail(file);
  const size = sizeOf(file.size, locale);
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
        <img className={styles.picture} src={picture.url} alt="" width={file.width} height={file.height} />
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
