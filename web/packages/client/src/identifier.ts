/** A random name of 24 characters (144 bits) of `[A-Za-z0-9_-]`: for idempotency keys, tabs, subscriptions. */
export function identifier(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}
