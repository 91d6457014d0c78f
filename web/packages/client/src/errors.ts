import type { CloseCode, ErrorCode } from "./generated/protocol";
import type { WireError } from "./wire";

/**
 * The catalogue's codes, and three of the client's own: `closed` by the app, `network` without an answer, `unsupported`
 * by the browser.
 */
export type FailureCode = ErrorCode | CloseCode | "closed" | "network" | "unsupported";

export interface FailureDetails {
  /** Default: only for `timeout` and `network`. */
  retryable?: boolean;
  /** Milliseconds after which a repetition may succeed. */
  retryAfter?: number | undefined;
  /** The parameter at fault. */
  field?: string | undefined;
  cause?: unknown;
}

/** The one error that this package throws or rejects with. */
export class BellhopError extends Error {
  override readonly name = "BellhopError";
  readonly code: FailureCode;
  /** Whether the same request may succeed later, without change and with the same idempotency key. */
  readonly retryable: boolean;
  readonly retryAfter: number | undefined;
  readonly field: string | undefined;

  constructor(code: FailureCode, message: string, details: FailureDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.retryable = details.retryable ?? (code === "timeout" || code === "network");
    this.retryAfter = details.retryAfter;
    this.field = details.field;
  }
}

/** The error of a JSON-RPC answer. */
export function fromWire({ message, data }: WireError): BellhopError {
  const { code = "internal", retry: retryable = false, after: retryAfter, field } = data ?? {};
  return new BellhopError(code, message, { retryable, retryAfter, field });
}

/** What of an error is shown and kept. */
export function brief({ code, message }: BellhopError): { code: FailureCode; message: string } {
  return { code, message };
}

/** Anything thrown, as a `BellhopError`: what is not one already counts as a network failure. */
export function asFailure(cause: unknown): BellhopError {
  if (cause instanceof BellhopError) return cause;
  return new BellhopError("network", String(cause), { cause });
}
