import { useTexts } from "../texts/texts";

/** Who is writing, as a bubble of three dots. Keeps its place when nobody is, so that nothing jumps. Not announced. */
export function Typing({ names }: { names: readonly string[] }) {
  const { chat } = useTexts();
  return (
    <p className="typing">
      {names.length > 0 && (
        <>
          <span className="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {chat.typing(names)}
        </>
      )}
    </p>
  );
}
