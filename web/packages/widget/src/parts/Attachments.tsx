import type { Attachment } from "@bellhop/client/chat";
import { link } from "@bellhop/client/files";
import { useClient } from "@bellhop/react";
import { sizeOf } from "@bellhop/ui/sizes";
import { useThumbnail } from "@bellhop/ui/thumbnail";
import { useLocale, useTexts } from "../texts/texts";
import { FileIcon } from "./icons";

export function Attachments({ files }: { files: readonly Attachment[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="files">
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
  const language = useLocale();
  const texts = useTexts();
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
  return (
    <button type="button" className="file" aria-label={texts.file.open(file.name, size)} onClick={open}>
      {picture ? (
        <img className="picture" src={picture.url} alt="" width={file.width} height={file.height} />
      ) : (
        <>
          <FileIcon />
          <span className="fileName">{file.name}</span>
          <span className="fileSize">{size}</span>
        </>
      )}
    </button>
  );
}
