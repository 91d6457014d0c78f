import type { SealedView } from "@bellhop/react";
import { useEffect, useState } from "react";
import type { lockTexts } from "./texts";

type Words = (typeof lockTexts)["en"];

interface ReadersProps {
  sealed: SealedView;
  /** Id of oneself. */
  own: string;
  names: ReadonlyMap<string, string>;
  words: Words;
}

/** The people who can read with their devices, and with each of them the number to compare. */
export function Readers({ sealed, own, names, words }: ReadersProps) {
  const { devices, device: ownDevice } = sealed;
  const withDevices = new Set(devices.map(({ person }) => person));
  const people = [own, ...[...withDevices].filter((person) => person !== own)];
  const waiting = [...names.keys()].filter((person) => !withDevices.has(person));
  const nameOf = (person: string) => names.get(person) ?? words.somebody;
  return (
    <>
      <ul className="lock-readers">
        {people.map((person) => (
          <li key={person}>
            <b>{person === own ? words.you(names.get(own)) : nameOf(person)}</b>
            <ul>
              {devices
                .filter((one) => one.person === person)
                .map(({ device, name }) => (
                  <li key={device} className="lock-device">
                    {device === ownDevice ? `${name} (${words.thisDevice})` : name}
                    {person === own && device !== ownDevice && (
                      <ForgetButton name={name} words={words} onForget={() => sealed.forget(device)} />
                    )}
                  </li>
                ))}
            </ul>
          </li>
        ))}
        {waiting.map((person) => (
          <li key={person}>
            <b>{nameOf(person)}</b>
            <p>{words.noDevice}</p>
          </li>
        ))}
      </ul>
      {people.slice(1).map((person) => (
        <SafetyNumber key={person} sealed={sealed} person={person} name={nameOf(person)} words={words} />
      ))}
    </>
  );
}

interface ForgetButtonProps {
  name: string;
  words: Words;
  onForget(): Promise<void>;
}

/** Asks once more before it forgets one's own device. */
function ForgetButton({ name, words, onForget }: ForgetButtonProps) {
  const [state, setState] = useState<"idle" | "asks" | "busy" | "failed">("idle");
  const press = () => {
    if (state !== "asks") return setState("asks");
    setState("busy");
    onForget().catch(() => setState("failed"));
  };
  return (
    <>
      <button
        type="button"
        className="lock-forget"
        aria-label={state === "asks" ? words.reallyForget(name) : words.forget(name)}
        disabled={state === "busy"}
        onClick={press}
      >
        {state === "asks" ? words.forgetNow : words.forgetShort}
      </button>
      {state === "asks" && <p className="lock-note">{words.forgetMeans}</p>}
      {state === "failed" && (
        <p className="lock-failure" role="alert">
          {words.forgetFailed}
        </p>
      )}
    </>
  );
}

function SafetyNumber({
  sealed,
  person,
  name,
  words,
}: Pick<ReadersProps, "sealed" | "words"> & { person: string; name: string }) {
  const [number, setNumber] = useState<string>();
  useEffect(() => {
    let stale = false;
    sealed.fingerprint(person).then(
      (computed) => stale || setNumber(computed),
      () => {},
    );
    return () => {
      stale = true;
    };
  }, [sealed, person]);
  if (!number) return null;
  return (
    <>
      <h3>{words.safety(name)}</h3>
      <p className="lock-number" data-safety-number="">
        {number}
      </p>
      <p className="lock-note">{words.compare}</p>
    </>
  );
}
