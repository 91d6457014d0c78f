package io.bellhop.engine.hub;

import io.bellhop.protocol.CloseCode;

/**
 * A session's line to its client, as a transport gives it. All methods but {@link #pause} and
 * {@link #resume} are called on the shard's loop.
 */
public interface Link {

  /** Queues a frame; goes out with the next flush. */
  void write(Payload payload);

  void flush();

  /** Bytes written but not yet taken by the kernel. */
  long pending();

  /** Ends the line after what was written; a peer that does not answer is cut off soon. */
  void close(CloseCode code, String message);

  /** Stops reading from the client until {@link #resume}. Any thread. */
  void pause();

  /** Reads again. Any thread. */
  void resume();
}
