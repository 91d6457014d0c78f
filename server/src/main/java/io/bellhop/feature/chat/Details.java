package io.bellhop.feature.chat;

import io.bellhop.feature.chat.Message.Mention;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What few messages have, in one column. */
record Details(
    List<Mention> mentions,
    List<Attachment> files,
    @Nullable Sealed sealed,
    @Nullable Sender about) {
  static final Details NONE = new Details(List.of(), List.of(), null, null);

  Details mentioning(List<Mention> others) {
    return new Details(others, files, sealed, about);
  }

  Details about(@Nullable Sender other) {
    return new Details(mentions, files, sealed, other);
  }

  /** The column: JSON, or null for nothing. */
  record Form(Codec codec) {
    Details read(@Nullable String column) {
      return column == null ? NONE : codec.read(new Json(column), Details.class);
    }

    @Nullable String write(Details details) {
      return details.equals(NONE) ? null : codec.write(details).text();
    }
  }
}
