package io.bellhop.engine.hub;

import io.bellhop.engine.Caller;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.Frame;
import io.bellhop.protocol.Json;
import io.bellhop.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers JSON-RPC frames: runs each message in order and words the answer. Thread-safe. */
public final class Answers {
  private final Dispatcher dispatcher;
  private final Codec codec;
  private final int maxBatch;

  /** The answer to a frame; {@code text} is null if nothing is to be said. */
  public record Answer(@Nullable String text, boolean malformed) {}

  /** The data member of an error. */
  record ErrorData(String code, boolean retry, @Nullable Long after, @Nullable String field) {}

  /** An error as JSON-RPC has it. */
  record RpcError(int code, String message, ErrorData data) {}

  public Answers(Dispatcher dispatcher, Codec codec, int maxBatch) {
    this.dispatcher = dispatcher;
    this.codec = codec;
    this.maxBatch = maxBatch;
  }

  /** Answers a frame. Blocks until all its requests are carried out; never throws. */
  public Answer to(Caller caller, String text, Guard guard) {
    Frame frame;
    try {
      frame = codec.decode(text, maxBatch);
    } catch (BellhopException e) {
      return new Answer(failure(null, e), true);
    }
    List<String> answers = new ArrayList<>(frame.messages().size());
    boolean malformed = false;
    for (Message message : frame.messages()) {
      malformed |= message instanceof Message.Invalid;
      String answer = answer(caller, message, guard);
      if (answer != null) {
        answers.add(answer);
      }
    }
    return new Answer(join(answers, frame.batch()), malformed);
  }

  /** May refuse a message before it is carried out. */
  @FunctionalInterface
  public interface Guard {
    Guard NONE = () -> {};

    /**
     * @throws BellhopException to refuse
     */
    void check();
  }

  private @Nullable String answer(Caller caller, Message message, Guard guard) {
    return switch (message) {
      case Message.Invalid invalid ->
          failure(invalid.id(), new BellhopException(invalid.code(), invalid.detail()));
      case Message.Request request -> answer(caller, request, guard);
    };
  }

  private @Nullable String answer(Caller caller, Message.Request request, Guard guard) {
    Json id = request.id();
    try {
      guard.check();
      Json result = dispatcher.call(caller, request.method(), request.params(), request.key());
      return id == null
          ? null
          : "{\"jsonrpc\":\"2.0\",\"id\":" + id.text() + ",\"result\":" + result.text() + "}";
    } catch (BellhopException e) {
      return id == null ? null : failure(id, e);
    }
  }

  private String failure(@Nullable Json id, BellhopException e) {
    ErrorData data =
        new ErrorData(
            e.code().wireName(),
            e.code().retryable(),
            e.after() == null ? null : e.after().toMillis(),
            e.field());
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + (id == null ? "null" : id.text())
        + ",\"error\":"
        + codec.write(new RpcError(e.code().number(), e.detail(), data)).text()
        + "}";
  }

  private static @Nullable String join(List<String> answers, boolean batch) {
    if (answers.isEmpty()) {
      return null;
    }
    return batch ? "[" + String.join(",", answers) + "]" : answers.getFirst();
  }
}
