package io.bellhop.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Keeps the bytes of finished files, which never change. Thread-safe; its calls block. */
public interface Storage extends AutoCloseable {

  /**
   * Keeps a copy of the file, in the place of an earlier one. What it returned for is durable.
   *
   * @param file may be moved away by this
   */
  void put(ObjectName name, Path file) throws IOException;

  /**
   * Reads from an offset on; the stream may give more than {@code length} bytes, never fewer unless
   * the object ends.
   *
   * @throws IOException also if there is no such object
   */
  InputStream read(ObjectName name, long from, long length) throws IOException;

  /** Removes an object; one that is not there is no error. */
  void delete(ObjectName name) throws IOException;

  @Override
  default void close() {}
}
