import { CloseIcon, IconButton, type useUploads } from "@bellhop/ui";
import { useConsoleTexts } from "../texts/texts";
import styles from "./UploadList.module.css";

/** The files that go with the message. */
export function UploadList({ view }: { view: ReturnType<typeof useUploads> }) {
  const words = useConsoleTexts().composer;
  const { uploads, tooMany, remove } = view;
  return (
    <>
      {uploads.length > 0 && (
        <ul className={styles.uploads}>
          {uploads.map(({ id, name, preview, progress, failed, file }) => (
            <li key={id} className={styles.upload}>
              {preview && <img src={preview} alt="" />}
              <span className={styles.name}>{name}</span>
              {failed && <span className={styles.failed}>{words.notUploaded}</span>}
              {!failed && !file && <progress value={progress} aria-label={name} />}
              <IconButton label={words.removeFile(name)} onClick={() => remove(id)}>
                <CloseIcon />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {tooMany && (
        <p role="alert" className={styles.tooMany}>
          {words.tooMany}
        </p>
      )}
    </>
  );
}
