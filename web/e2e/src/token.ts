import { createHmac } from "node:crypto";

/** A secret for sites that sign tokens of their own customers. */
export const SECRET = "not secret at all, for tests of one machine only";

/** What a business's back end gives a customer who has signed in there. */
export function customerToken(id: string, name: string, site = "demo"): string {
  const now = Math.floor(Date.now() / 1_000);
  const claims = { sub: id, aud: site, role: "customer", name, iat: now - 5, exp: now + 3_600 };
  const unsigned = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${unsigned}.${createHmac("sha256", SECRET).update(unsigned).digest("base64url")}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
