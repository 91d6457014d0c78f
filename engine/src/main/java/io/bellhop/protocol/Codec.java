package io.bellhop.protocol;

/** Turns frames and records into JSON and back. Thread-safe; never keeps what it is given. */
public interface Codec {

  /**
   * Decodes a frame.
   *
   * @throws BellhopException {@link ErrorCode#PARSE_ERROR} if it is not one JSON value, {@link
   *     ErrorCode#TOO_LARGE} if the batch has more than {@code maxBatch} messages; what is wrong
   *     with a single message comes back as {@link Message.Invalid}
   */
  Frame decode(String text, int maxBatch);

  /**
   * Reads a value; unknown members are ignored.
   *
   * @throws BellhopException {@link ErrorCode#INVALID_PARAMS} with the path of the member at fault
   */
  <T> T read(Json json, Class<T> type);

  /** Writes a record, map, list, string, number, boolean, {@link Json} or null. */
  Json write(Object value);
}
