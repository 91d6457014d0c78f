import type { Upload } from "@bellhop/ui/uploads";
import { useTexts } from "../texts/texts";
import { CloseIcon, FileIcon, WarningIcon } from "./icons";

interface UploadListProps {
  uploads: readonly Upload[];
  onRemove(id: number): void;
}

/** The files that are to go with the message, and how far they are. */
export function UploadList({ uploads, onRemove }: UploadListProps) {
  const { composer } = useTexts();
  if (uploads.length === 0) return null;
  return (
    <ul className="uploads">
      {uploads.map(({ id, name, preview, progress, failed, file }) => (
        <li key={id} className={failed ? "failed" : ""}>
          {preview ? <img src={preview} alt="" /> : <FileIcon />}
          <span className="fileName">{name}</span>
          {failed && (
            <span className="error" role="alert">
              <WarningIcon />
              {composer.uploadFailed(name)}
            </span>
          )}
          {!failed && !file && (
            <progress
              max={1}
              value={progress}
              aria-label={composer.uploading(name, Math.round(progress * 100))}
            />
          )}
          <button
            type="button"
            className="quiet"
            aria-label={composer.remove(name)}
            onClick={() => onRemove(id)}
          >
            <CloseIcon size={16} />
          </button>
        </li>
      ))}
    </ul>
  );
}
