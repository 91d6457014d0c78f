import { asFailure, BellhopError, type FailureCode } from "./errors";
import type { MethodName, Methods } from "./generated/protocol";

export interface HttpOptions {
  token?: string;
  /** Idempotency key. */
  key?: string;
  /** Milliseconds; default 15,000. */
  timeout?: number;
}

/** Calls a method as plain HTTP, without a connection: for example `auth.guest`. Rejects with `BellhopError`. */
export async function callHttp<M extends MethodName>(
  url: string,
  method: M,
  params: Methods[M]["params"],
  { token, key, timeout = 15_000 }: HttpOptions = {},
): Promise<Methods[M]["result"]> {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (key) headers["Idempotency-Key"] = key;
  try {
    const response = await fetch(new URL(`api/${method}`, baseOf(url)), {
      method: "POST",
      headers,
      body: JSON.stringify(params),
      signal: AbortSignal.timeout(timeout),
    });
    if (!response.ok) throw await failureOf(response);
    return (await response.json()) as Methods[M]["result"];
  } catch (cause) {
    throw asFailure(cause);
  }
}

/** The error that an HTTP response tells: its RFC 9457 problem document, or else its status. */
export async function failureOf(response: Response): Promise<BellhopError> {
  const { status } = response;
  const problem = (await response.json().catch(() => ({}))) as {
    code?: FailureCode;
    detail?: string;
    title?: string;
    retry?: boolean;
    after?: number;
    field?: string;
  };
  return new BellhopError(
    problem.code ?? (status < 500 ? "invalid_request" : "unavailable"),
    problem.detail ?? problem.title ?? `HTTP ${status}`,
    {
      retryable: problem.retry ?? status >= 500,
      retryAfter: problem.after,
      field: problem.field,
    },
  );
}

/** The server's base address as a URL that ends in a slash; relative ones count from the page. */
export function baseOf(url: string): URL {
  return new URL(url.endsWith("/") ? url : `${url}/`, globalThis.location?.href);
}
