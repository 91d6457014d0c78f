import { beforeEach, expect, test } from "vitest";
import { type Credentials, keepCredentials, readCredentials } from "../src/credentials";

const store = new Map<string, string>();
Object.assign(globalThis, {
  localStorage: {
    getItem: (name: string) => store.get(name) ?? null,
    setItem: (name: string, value: string) => store.set(name, value),
    removeItem: (name: string) => store.delete(name),
  },
});

beforeEach(() => store.clear());

function credentials(site: string, token: string, milliseconds = 60_000): Credentials {
  const expires = new Date(Date.now() + milliseconds).toISOString();
  return { site, token, expires, principal: { id: "a", role: "manager", name: "Ann" } };
}

test("each site has its own sign-in", () => {
  keepCredentials("staff", credentials("hotel", "one"));
  keepCredentials("staff", credentials("dealer", "two"));
  keepCredentials("staff", credentials("hotel", "three"));

  expect(readCredentials("staff", "hotel")?.token).toBe("three");
  expect(readCredentials("staff", "dealer")?.token).toBe("two");
  expect(readCredentials("staff", "repair")).toBeUndefined();
  expect(readCredentials("guest", "hotel")).toBeUndefined();
});

test("what is over, forgotten or unreadable is nobody's", () => {
  keepCredentials("staff", credentials("hotel", "one", -1));
  expect(readCredentials("staff", "hotel")).toBeUndefined();

  keepCredentials("staff", credentials("hotel", "two"));
  keepCredentials("staff", credentials("dealer", "three"));
  keepCredentials("staff", undefined);
  expect(readCredentials("staff", "hotel")).toBeUndefined();
  expect(readCredentials("staff", "dealer")).toBeUndefined();

  store.set("bellhop:staff", "{");
  expect(readCredentials("staff", "hotel")).toBeUndefined();
});
