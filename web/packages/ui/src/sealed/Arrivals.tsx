import { useConnection, useSealed } from "@bellhop/react";
import { type LockLanguage, lockTexts } from "./texts";

export interface ArrivalsProps {
  room: string;
  language: LockLanguage;
  /** Names of people by their ids, as far as the page knows them. */
  names: ReadonlyMap<string, string>;
}

/** Says which devices can read an encrypted conversation that could not before, until one has taken note. Styles: `lock.css`. */
export function Arrivals({ room, language, names }: ArrivalsProps) {
  const words = lockTexts[language];
  const sealed = useSealed(room);
  const own = useConnection().principal?.id;
  const arrivals = sealed?.arrivals ?? [];
  return (
    <div role="status">
      {arrivals.length > 0 && (
        <div className="lock-arrivals">
          <div>
            {arrivals.map(({ person, device, name }) => (
              <p key={`${person} ${device}`}>
                {person === own
                  ? words.youArrived(name)
                  : words.arrived(names.get(person) ?? words.somebody, name)}
              </p>
            ))}
            <p>{words.check}</p>
          </div>
          <button type="button" onClick={() => void sealed?.acknowledge()}>
            {words.understood}
          </button>
        </div>
      )}
    </div>
  );
}
