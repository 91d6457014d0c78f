package io.bellhop.redis;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that is told to the other nodes. Encoded when it is sent, not on the thread that hands
 * it over.
 */
interface Item {
  /** What an item is; its code stays the same in all versions, and unknown ones are left out. */
  enum Kind {
    /** An event or signal. */
    EVENT('e'),
    /** The node is there; comes back to its sender too, who sees that all is well. */
    BEAT('b'),
    /** One node, or all, should tell whom they have present. */
    ASK('a'),
    /** Some of those whom the node has present. */
    PEOPLE('p'),
    CAME('c'),
    LEFT('l'),
    /** The node goes down. */
    BYE('g');

    private static final Map<Integer, Kind> BY_CODE =
        Arrays.stream(values()).collect(Collectors.toMap(Kind::code, Function.identity()));

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static @Nullable Kind of(int code) {
      return BY_CODE.get(code);
    }
  }

  Kind kind();

  /** About how many bytes it takes. */
  int size();

  void write(Packer to);
}
