import { BellhopError } from "@bellhop/client";
import { useClient } from "@bellhop/react";
import { isEscape } from "@bellhop/ui/keys";
import { type FormEvent, type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { CloseIcon } from "../parts/icons";
import { type Texts, useTexts } from "../texts/texts";

interface TranscriptProps {
  room: string;
  /** The address that the visitor gave before. */
  email: string | undefined;
  onClose(): void;
}

/** Asks where to send the conversation, and sends it. Escape closes it, and only it. */
export function Transcript({ room, email, onClose }: TranscriptProps) {
  const { transcript, header } = useTexts();
  const client = useClient();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [to, setTo] = useState(email ?? "");
  const [state, setState] = useState<"open" | "busy" | "sent">("open");
  const [failure, setFailure] = useState<unknown>();
  // Before the next key can be heard.
  useLayoutEffect(() => field.current?.focus(), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setState("busy");
    setFailure(undefined);
    try {
      await client.call("desk.transcript", { room, email: to.trim() });
      setState("sent");
    } catch (cause) {
      setState("open");
      setFailure(cause);
    }
  };
  const onEscape = (event: KeyboardEvent) => {
    if (!isEscape(event)) return;
    event.stopPropagation();
    onClose();
  };
  const close = (
    <button type="button" className="quiet" aria-label={header.close} title={header.close} onClick={onClose}>
      <CloseIcon />
    </button>
  );
  if (state === "sent") {
    return (
      <div className="transcript done">
        <p role="status">{transcript.sent(to.trim())}</p>
        {close}
      </div>
    );
  }
  return (
    <form className="transcript" onSubmit={submit} onKeyDown={onEscape}>
      <label htmlFor={id}>{transcript.send}</label>
      {close}
      <input
        ref={field}
        id={id}
        type="email"
        maxLength={254}
        autoComplete="email"
        placeholder={transcript.email}
        value={to}
        required
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <button type="submit" className="primary" disabled={state === "busy"}>
        {transcript.submit}
      </button>
      {failure !== undefined && (
        <p className="error" role="alert">
          {reasonOf(failure, transcript)}
        </p>
      )}
    </form>
  );
}

function reasonOf(failure: unknown, { often, impossible, failed }: Texts["transcript"]): string {
  const code = failure instanceof BellhopError ? failure.code : undefined;
  if (code === "limit_reached" || code === "rate_limited") return often;
  return code === "conflict" ? impossible : failed;
}
