import { readDraft, writeDraft } from "@bellhop/ui/draft";
import { type FormEvent, type InputHTMLAttributes, useEffect, useId, useRef, useState } from "react";
import { useDesk } from "../shell/desk";
import type { Pending, Shell, Start } from "../shell/shell";
import { useTexts } from "../texts/texts";

interface FormProps {
  shell: Shell;
  /** What was filled in before and could not be kept. */
  failed: Pending | undefined;
  onStart(start: Start): void;
}

/** Begins a conversation. Outside the hours it asks for an e-mail address, for the answer. */
export function Form({ shell, failed, onStart }: FormProps) {
  const { form } = useTexts();
  const { hours, topics } = useDesk();
  const closed = hours?.open === false;
  const { draft, options } = shell;
  const { form: fields } = options;
  const [text, setText] = useState(() => readDraft(draft));
  const [encrypted, setEncrypted] = useState(!!failed?.encrypted);
  const first = useRef<HTMLFormElement>(null);
  useEffect(() => first.current?.querySelector<HTMLElement>("input, select, textarea")?.focus(), []);

  const write = (next: string) => {
    setText(next);
    writeDraft(draft, next, encrypted);
  };
  const choose = (next: boolean) => {
    setEncrypted(next);
    writeDraft(draft, text, next);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const params = paramsOf(new FormData(event.currentTarget));
    if (!params.text) return;
    onStart(encrypted ? { ...params, encrypted } : params);
  };
  return (
    <form ref={first} className="form" onSubmit={submit}>
      <h3>{form.title}</h3>
      {closed && <p className="closed">{form.closed}</p>}
      {fields.includes("name") && (
        <Field
          label={form.name}
          name="name"
          maxLength={80}
          autoComplete="name"
          defaultValue={failed?.name}
          required
        />
      )}
      {(fields.includes("email") || closed) && (
        <Field
          label={form.email}
          hint={form.emailHint}
          name="email"
          type="email"
          maxLength={254}
          autoComplete="email"
          defaultValue={failed?.email}
          required
        />
      )}
      {fields.includes("topic") && topics.length > 0 && (
        <Topic topics={topics} label={form.topic} any={form.anyTopic} />
      )}
      {options.encrypted && <Encryption isOn={encrypted} onChoose={choose} />}
      <MessageField label={form.message} value={text} onWrite={write} />
      {failed && (
        <p className="error" role="alert">
          {form.failed}
        </p>
      )}
      <button type="submit" className="primary" disabled={!text.trim()}>
        {form.send}
      </button>
    </form>
  );
}

function paramsOf(form: FormData): Start {
  const value = (name: string) => String(form.get(name) ?? "").trim();
  const [name, email, topic] = [value("name"), value("email"), value("topic")];
  return {
    text: value("text"),
    clientId: crypto.getRandomValues(new Uint32Array(4)).join("-"),
    ...(name && { name }),
    ...(email && { email }),
    ...(topic && { topic }),
  };
}

function Encryption({ isOn, onChoose }: { isOn: boolean; onChoose(isOn: boolean): void }) {
  const { form } = useTexts();
  const id = useId();
  const canEncrypt = !!globalThis.crypto?.subtle && !!globalThis.indexedDB;
  return (
    <div className="field switch">
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={isOn}
        aria-checked={isOn}
        disabled={!canEncrypt}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      <label htmlFor={id}>{form.encrypted}</label>
      <p id={`${id}-hint`}>{canEncrypt ? form.encryptedHint : form.cannotEncrypt}</p>
    </div>
  );
}

function Field({
  label,
  hint,
  ...rest
}: InputHTMLAttributes<HTMLInputElement> & { label: string; hint?: string }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} aria-describedby={hint && `${id}-hint`} {...rest} />
      {hint && <p id={`${id}-hint`}>{hint}</p>}
    </div>
  );
}

function Topic({
  topics,
  label,
  any,
}: {
  topics: readonly { id: string; name: string }[];
  label: string;
  any: string;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} name="topic">
        <option value="">{any}</option>
        {topics.map((topic) => (
          <option key={topic.id} value={topic.id}>
            {topic.name}
          </option>
        ))}
      </select>
    </div>
  );
}

function MessageField({
  label,
  value,
  onWrite,
}: {
  label: string;
  value: string;
  onWrite(text: string): void;
}) {
  const id = useId();
  return (
    <div className="field grows">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        name="text"
        rows={4}
        maxLength={4_000}
        value={value}
        required
        onChange={(event) => onWrite(event.currentTarget.value)}
      />
    </div>
  );
}
