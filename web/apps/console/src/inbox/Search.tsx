import { useClient } from "@bellhop/react";
import { Button, CloseIcon, explain, IconButton, useTexts } from "@bellhop/ui";
import { isEscape } from "@bellhop/ui/keys";
import { type KeyboardEvent, useEffect, useState } from "react";
import { SearchIcon } from "../shell/icons";
import type { QueueName } from "../stores/queues";
import type { SearchHit } from "../stores/shapes";
import { useConsoleTexts } from "../texts/texts";
import pane from "./ListPane.module.css";
import styles from "./Search.module.css";
import { SearchHitRow } from "./SearchHitRow";

const PAUSE_MILLISECONDS = 250;

interface Found {
  readonly text: string;
  readonly hits: readonly SearchHit[];
  readonly next: number | undefined;
}

export interface SearchProps {
  queue: QueueName;
  onClose(): void;
}

/** Finds words in all conversations and notes. */
export function Search({ queue, onClose }: SearchProps) {
  const words = useConsoleTexts().search;
  const texts = useTexts();
  const [text, setText] = useState("");
  const { found, failure, more } = useSearch(text.trim());
  const closeByKey = (event: KeyboardEvent) => {
    if (isEscape(event)) onClose();
  };
  return (
    <search className={pane.pane} onKeyDown={closeByKey}>
      <div className={pane.top}>
        <h1 className={pane.title}>{words.title}</h1>
        <div className={pane.line}>
          <div className={styles.field}>
            <SearchIcon />
            <input
              // biome-ignore lint/a11y/noAutofocus: it was opened to write in
              autoFocus
              className={styles.input}
              aria-label={words.field}
              placeholder={words.field}
              maxLength={200}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
          <IconButton label={words.close} onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </div>
      </div>
      <p role="status" className={found?.hits.length ? undefined : styles.note}>
        {failure !== undefined
          ? explain(failure, texts)
          : found?.hits.length === 0
            ? words.none
            : !found && words.hint}
      </p>
      {found && found.hits.length > 0 && (
        <ul className={styles.hits}>
          {found.hits.map((hit) => (
            <SearchHitRow
              key={`${hit.room} ${hit.message.offset}`}
              hit={hit}
              queue={queue}
              sought={found.text}
            />
          ))}
          {found.next !== undefined && (
            <li className={styles.note}>
              <Button look="quiet" onClick={more}>
                {words.more}
              </Button>
            </li>
          )}
        </ul>
      )}
    </search>
  );
}

function useSearch(text: string) {
  const client = useClient();
  const [found, setFound] = useState<Found>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    setFailure(undefined);
    if (!/[\p{L}\p{N}]/u.test(text)) return setFound(undefined);
    let stale = false;
    const timer = setTimeout(() => {
      client.call("chat.search", { text }).then(
        ({ hits, next }) => stale || setFound({ text, hits, next }),
        (cause) => stale || setFailure(cause),
      );
    }, PAUSE_MILLISECONDS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [client, text]);
  const more = () => {
    if (found?.next === undefined) return;
    client
      .call("chat.search", { text: found.text, before: found.next })
      .then(
        ({ hits, next }) =>
          setFound((now) =>
            now?.text === found.text ? { ...now, hits: [...now.hits, ...hits], next } : now,
          ),
        setFailure,
      );
  };
  return { found, failure, more };
}
