/** Initials in a colour of the person's own. Decoration: the name is always next to it. */
export function Face({ id, name }: { id: string; name: string }) {
  const tone = [...id].reduce((sum, letter) => (sum * 33 + letter.charCodeAt(0)) % 65_521, 0) % 6;
  const words = name.trim().split(/\s+/);
  const first = words[0] ?? "?";
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return (
    <span className={`face tone${tone}`} aria-hidden="true">
      {`${[...first][0] ?? ""}${[...last][0] ?? ""}`.toUpperCase()}
    </span>
  );
}
