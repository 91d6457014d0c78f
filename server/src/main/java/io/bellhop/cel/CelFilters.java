package io.bellhop.cel;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction.Overload.Arithmetic;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.standard.AddOperator.AddOverload;
import io.bellhop.engine.Event;
import io.bellhop.engine.Filters;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.protocol.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Filters in CEL over {@code type}, {@code data}, {@code actor} and {@code offset}. No macros and
 * no joining of strings or lists, so an expression's cost is bounded by its length and the data's.
 * Compiled ones are kept, the most used {@value #MOST_KEPT}. Thread-safe.
 */
public final class CelFilters implements Filters {
  private static final int MOST_KEPT = 1_000;
  private static final int MOST_NESTED = 32;

  private final Codec codec;
  private final Map<String, Filter> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Filter> eldest) {
              return size() > MOST_KEPT;
            }
          });

  public CelFilters(Codec codec) {
    this.codec = codec;
  }

  /** CEL takes most of a second to load: only where somebody filters. */
  private static final class Cel {
    static final CelOptions OPTIONS =
        CelOptions.current()
            .maxParseRecursionDepth(MOST_NESTED)
            // JSON has one kind of number.
            .enableHeterogeneousNumericComparisons(true)
            .build();

    /** Joining data to itself again and again would make a short filter dear. */
    private static final Set<?> DECLARED_JOINS =
        Set.of(Arithmetic.ADD_STRING, Arithmetic.ADD_BYTES, Arithmetic.ADD_LIST);

    private static final Set<?> JOINS =
        Set.of(AddOverload.ADD_STRING, AddOverload.ADD_BYTES, AddOverload.ADD_LIST);

    static final CelCompiler COMPILER =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(
                CelStandardDeclarations.newBuilder()
                    .filterFunctions((function, overload) -> !DECLARED_JOINS.contains(overload))
                    .build())
            .addVar("type", SimpleType.STRING)
            .addVar("actor", SimpleType.STRING)
            .addVar("offset", SimpleType.INT)
            .addVar("data", SimpleType.DYN)
            .setResultType(SimpleType.BOOL)
            .build();
    static final CelRuntime RUNTIME =
        CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardFunctions(
                CelStandardFunctions.newBuilder()
                    .filterFunctions((function, overload) -> !JOINS.contains(overload))
                    .build())
            .build();

    private Cel() {}
  }

  private record Variables(Map<String, Object> values) implements Facts {}

  private record Compiled(String source, CelRuntime.Program program) implements Filter {
    @Override
    public boolean matches(Facts facts) {
      try {
        return Boolean.TRUE.equals(program.eval(((Variables) facts).values()));
      } catch (CelEvaluationException | RuntimeException e) {
        // A field that this event lacks: not what was asked for.
        return false;
      }
    }
  }

  @Override
  public Filter compile(String source) {
    Filter known = kept.get(source);
    if (known != null) {
      return known;
    }
    try {
      CelAbstractSyntaxTree tree = Cel.COMPILER.compile(source).getAst();
      Filter filter = new Compiled(source, Cel.RUNTIME.createProgram(tree));
      kept.put(source, filter);
      return filter;
    } catch (CelValidationException | CelEvaluationException e) {
      throw new BellhopException(ErrorCode.INVALID_FILTER, firstLine(e.getMessage()));
    }
  }

  @Override
  public Facts facts(Event event) {
    return new Variables(
        Map.of(
            "type", event.type(),
            "actor", event.actor() == null ? "" : event.actor(),
            "offset", event.offset(),
            "data", data(event.data())));
  }

  private Object data(Json json) {
    return CelValues.of(codec.read(json, Object.class));
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "does not compile" : message.lines().findFirst().orElse("");
  }
}
