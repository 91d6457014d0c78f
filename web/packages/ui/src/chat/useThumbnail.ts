import type { Attachment } from "@bellhop/client/chat";
import { type FileLink, link } from "@bellhop/client/files";
import { useClient } from "@bellhop/react";
import { useEffect, useState } from "react";

const PICTURES = new Set(["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"]);
const SMALL_BYTES = 1_000_000;

/** The server's small picture; where it could make none, the picture itself if it is small. */
export function useThumbnail({ file, thumbnail, type, size }: Attachment): FileLink | undefined {
  const client = useClient();
  const shows = thumbnail || (PICTURES.has(type) && size <= SMALL_BYTES);
  const [shown, setShown] = useState<FileLink>();
  useEffect(() => {
    if (!shows) return;
    let stale = false;
    link(client, file, { thumbnail }).then(
      (found) => stale || setShown(found),
      () => {},
    );
    return () => {
      stale = true;
    };
  }, [client, file, thumbnail, shows]);
  return shown;
}
