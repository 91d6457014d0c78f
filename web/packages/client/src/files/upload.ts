import { type BackoffOptions, backoff } from "../backoff";
import type { BellhopClient } from "../client";
import { asFailure, BellhopError } from "../errors";
import type { Methods } from "../generated/protocol";
import { failureOf } from "../http";
import { identifier } from "../identifier";
import { request } from "./request";

/** A file that the server has whole, with what it found in it. */
export type Attachment = Methods["file.finish"]["result"];

export interface UploadOptions {
  /** What people see. Default: the name of the `File`. */
  name?: string;
  /** Ends the upload; the promise then rejects with `closed`. */
  signal?: AbortSignal;
  /** Told after each chunk, with bytes; never goes back but after the server lost some. */
  onProgress?(sent: number, total: number): void;
  /** Waits after failures; by default at most 8 in a row. */
  backoff?: BackoffOptions;
  /** A number from 0 to below 1; for tests with a seed. */
  random?: () => number;
}

const LIMIT = 8;
const CHUNK_MILLISECONDS = 60_000;

/** A file on its way. */
interface Course {
  readonly client: BellhopClient;
  readonly blob: Blob;
  readonly options: UploadOptions;
  readonly file: string;
  readonly chunk: number;
  sent: number;
  failures: number;
}

/**
 * Sends a blob in chunks, and goes on where it was after a dropped line or a failure. Resolves with what the server
 * found in it, ready to be sent with a message. Rejects with `BellhopError`.
 */
export async function upload(
  client: BellhopClient,
  blob: Blob,
  options: UploadOptions = {},
): Promise<Attachment> {
  const { name = (blob as Partial<File>).name ?? "file", signal } = options;
  const params = { name, size: blob.size, ...(blob.type && { type: typeOf(blob) }) };
  const key = identifier();
  const begin = () => abortable(client.call("file.begin", params, { key }), signal);
  const { file, chunk, received } = await persist({ options, failures: 0 }, begin);
  const course: Course = { client, blob, options, file, chunk, sent: received, failures: 0 };
  for (let lost = 0; ; lost++) {
    while (course.sent < blob.size) await persist(course, () => send(course));
    try {
      return await persist(course, () => abortable(client.call("file.finish", { file }), signal));
    } catch (cause) {
      if (asFailure(cause).code !== "conflict" || lost >= LIMIT) throw cause;
      // The server misses bytes: its answer to the first chunk says from where on.
      course.sent = 0;
    }
  }
}

/** A media type without parameters, which the server would refuse. */
function typeOf(blob: Blob): string {
  return blob.type.split(";", 1)[0]?.trim() ?? blob.type;
}

/** Sends the next chunk, or learns where the next one starts. */
async function send(course: Course): Promise<void> {
  const { client, blob, options, file, chunk, sent } = course;
  const received = await receivedBy(
    await request(client, `files/${file}?offset=${sent}`, {
      method: "PUT",
      body: blob.slice(sent, sent + chunk),
      signal: until(options.signal),
    }),
  );
  // The same place again: an earlier request still writes there, so that is for a wait.
  if (received === sent) throw new BellhopError("network", "Still being written");
  course.sent = received;
  course.failures = 0;
  options.onProgress?.(course.sent, blob.size);
}

/** How much is there, which a refused chunk is answered too. */
async function receivedBy(response: Response): Promise<number> {
  const answer = (await response
    .clone()
    .json()
    .catch(() => ({}))) as { received?: number };
  if (answer.received !== undefined) return answer.received;
  const failure = await failureOf(response);
  if (response.status !== 401) throw failure;
  // The next try comes with a fresh token.
  throw new BellhopError(failure.code, failure.message, { retryable: true });
}

/** Aborted with the signal, or after a minute; `AbortSignal.any` is newer than the browsers that this is for. */
function until(signal: AbortSignal | undefined): AbortSignal {
  const late = AbortSignal.timeout(CHUNK_MILLISECONDS);
  const either = new AbortController();
  for (const one of [late, signal]) {
    one?.addEventListener("abort", () => either.abort(one.reason), { signal: either.signal });
  }
  return either.signal;
}

/** Tries until it works, it cannot work, or it has failed too often in a row. */
async function persist<T>(course: Pick<Course, "options" | "failures">, work: () => Promise<T>): Promise<T> {
  const { backoff: waits = {}, random = Math.random, signal } = course.options;
  for (;;) {
    if (signal?.aborted) throw stopped(signal);
    try {
      return await work();
    } catch (cause) {
      if (signal?.aborted) throw stopped(signal);
      const failure = asFailure(cause);
      if (!failure.retryable || course.failures >= (waits.limit ?? LIMIT)) throw failure;
      const wait = backoff(course.failures, waits, random, failure.retryAfter);
      course.failures++;
      await abortable(new Promise<void>((done) => setTimeout(done, wait)), signal);
    }
  }
}

function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(stopped(signal));
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

function stopped(signal: AbortSignal): BellhopError {
  return new BellhopError("closed", "Upload stopped", { cause: signal.reason });
}
