package io.bellhop.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.protocol.Frame;
import io.bellhop.protocol.Json;
import io.bellhop.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * The codec on Jackson 3: strict JSON, unknown members ignored, no value taken for another type,
 * nesting at most 32 deep.
 */
public final class JacksonCodec implements Codec {
  private static final int MAX_NESTING = 32;

  private final JsonMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          // As it was written: a double would round prices, and 1e400 is infinite, which JSON
          // lacks.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .addModule(rawJson())
          .build();

  @Override
  public Frame decode(String text, int maxBatch) {
    JsonNode root = parse(text);
    if (!root.isArray()) {
      return new Frame(List.of(message(root)), false);
    }
    if (root.size() > maxBatch) {
      throw new BellhopException(
          ErrorCode.TOO_LARGE, "a batch holds at most " + maxBatch + " messages");
    }
    if (root.isEmpty()) {
      return new Frame(
          List.of(new Message.Invalid(null, ErrorCode.INVALID_REQUEST, "an empty batch")), false);
    }
    List<Message> messages = new ArrayList<>(root.size());
    root.forEach(node -> messages.add(message(node)));
    return new Frame(messages, true);
  }

  @Override
  public <T> T read(Json json, Class<T> type) {
    try {
      T value = mapper.readValue(json.text(), type);
      if (value == null && type.isRecord()) {
        throw new BellhopException(ErrorCode.INVALID_PARAMS, "must be an object");
      }
      return value;
    } catch (DatabindException | InputCoercionException e) {
      throw invalid(e);
    } catch (JacksonException e) {
      throw new BellhopException(ErrorCode.PARSE_ERROR, e.getOriginalMessage());
    }
  }

  @Override
  public Json write(Object value) {
    return value instanceof Json json ? json : new Json(mapper.writeValueAsString(value));
  }

  private JsonNode parse(String text) {
    try {
      JsonNode root = mapper.readTree(text);
      if (root.isMissingNode()) {
        throw new BellhopException(ErrorCode.PARSE_ERROR, "an empty frame");
      }
      return root;
    } catch (JacksonException e) {
      throw new BellhopException(ErrorCode.PARSE_ERROR, e.getOriginalMessage());
    }
  }

  private static Message message(JsonNode node) {
    if (!node.isObject()) {
      return new Message.Invalid(null, ErrorCode.INVALID_REQUEST, "a message is an object");
    }
    JsonNode id = node.get("id");
    Json idText = validId(id) ? new Json(id.toString()) : null;
    JsonNode method = node.get("method");
    JsonNode params = node.get("params");
    JsonNode key = node.get("key");
    String fault = fault(node, id, method, params, key);
    if (fault != null) {
      return new Message.Invalid(idText, ErrorCode.INVALID_REQUEST, fault);
    }
    return new Message.Request(
        idText,
        method.stringValue(),
        params == null ? Json.EMPTY_OBJECT : new Json(params.toString()),
        key == null ? null : key.stringValue());
  }

  private static @Nullable String fault(
      JsonNode message,
      @Nullable JsonNode id,
      @Nullable JsonNode method,
      @Nullable JsonNode params,
      @Nullable JsonNode key) {
    JsonNode version = message.get("jsonrpc");
    if (version == null || !"2.0".equals(version.stringValue(null))) {
      return "jsonrpc must be \"2.0\"";
    }
    if (id != null && !validId(id)) {
      return "id must be an integer or a string of at most 64 characters";
    }
    if (method == null || !method.isString()) {
      return "method must be a string";
    }
    if (params != null && !params.isObject()) {
      return "params must be an object";
    }
    if (key != null && !(key.isString() && key.stringValue().matches("[A-Za-z0-9._~-]{1,64}"))) {
      return "key must be 1 to 64 characters of A-Z a-z 0-9 . _ ~ -";
    }
    return null;
  }

  private static boolean validId(@Nullable JsonNode id) {
    if (id == null) {
      return false;
    }
    return id.isString()
        ? id.stringValue().length() <= 64
        : id.isIntegralNumber() && id.canConvertToLong();
  }

  private static BellhopException invalid(JacksonException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.isEmpty()
        ? new BellhopException(ErrorCode.INVALID_PARAMS, "must be an object")
        : BellhopException.invalid(path.toString(), "has the wrong type");
  }

  private static SimpleModule rawJson() {
    return new SimpleModule("bellhop")
        .addSerializer(Json.class, new RawJson.Writer())
        .addDeserializer(Json.class, new RawJson.Reader());
  }
}
