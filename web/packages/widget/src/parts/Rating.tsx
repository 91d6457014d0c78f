import { type FormEvent, useState } from "react";
import { useTexts } from "../texts/texts";
import { StarIcon } from "./icons";

interface RatingProps {
  /** What was given before. */
  stars: number | undefined;
  onRate(stars: number, remark: string): Promise<void>;
}

const STARS = [1, 2, 3, 4, 5];

/** Asks how a resolved conversation was. */
export function Rating({ stars, onRate }: RatingProps) {
  const texts = useTexts();
  const { rating } = texts;
  const [chosen, setChosen] = useState(0);
  const [remark, setRemark] = useState("");
  const [state, setState] = useState<"open" | "busy" | "failed">("open");
  if (stars !== undefined) return <p className="note">{rating.done(stars)}</p>;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setState("busy");
    try {
      await onRate(chosen, remark.trim());
      setState("open");
    } catch {
      setState("failed");
    }
  };
  return (
    <form className="rating" onSubmit={submit}>
      <fieldset>
        <legend>{rating.title}</legend>
        {STARS.map((amount) => (
          <label key={amount} className={amount <= chosen ? "lit" : ""}>
            <input
              type="radio"
              name="stars"
              className="hidden"
              checked={chosen === amount}
              onChange={() => setChosen(amount)}
            />
            <StarIcon />
            <span className="hidden">{rating.stars(amount)}</span>
          </label>
        ))}
      </fieldset>
      {chosen > 0 && (
        <>
          <textarea
            rows={2}
            maxLength={1_000}
            value={remark}
            aria-label={rating.remark}
            placeholder={rating.remark}
            onChange={(event) => setRemark(event.currentTarget.value)}
          />
          <button type="submit" className="primary" disabled={state === "busy"}>
            {rating.send}
          </button>
        </>
      )}
      {state === "failed" && (
        <p className="error" role="alert">
          {texts.message.changeFailed}
        </p>
      )}
    </form>
  );
}
