package io.bellhop.transport;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A stretch of bytes that a request asks for (RFC 9110, 14). */
record ByteRange(long from, long length) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** What a header asks for, of so many bytes. */
  sealed interface Asked {
    /** Everything: no header, or one that need not be obeyed. */
    record All() implements Asked {}

    record Some(ByteRange range) implements Asked {}

    /** Nothing that is there. */
    record Nothing() implements Asked {}
  }

  static Asked of(@Nullable String header, long size) {
    Matcher matcher = ONE.matcher(header == null ? "" : header);
    if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
      return new Asked.All();
    }
    return matcher.group(1).isEmpty()
        ? last(Long.parseLong(matcher.group(2)), size)
        : between(Long.parseLong(matcher.group(1)), matcher.group(2), size);
  }

  private static Asked last(long count, long size) {
    long length = Math.min(count, size);
    return length == 0 ? new Asked.Nothing() : new Asked.Some(new ByteRange(size - length, length));
  }

  private static Asked between(long from, String to, long size) {
    long last = to.isEmpty() ? size - 1 : Math.min(Long.parseLong(to), size - 1);
    if (!to.isEmpty() && Long.parseLong(to) < from) {
      return new Asked.All();
    }
    return from >= size
        ? new Asked.Nothing()
        : new Asked.Some(new ByteRange(from, last - from + 1));
  }

  String header(long size) {
    return "bytes " + from + "-" + (from + length - 1) + "/" + size;
  }
}
