package io.bellhop.engine;

import io.bellhop.engine.schema.Schema;
import io.bellhop.engine.schema.Schemas;
import java.util.Set;

/**
 * A named request: what it takes, what it gives, who may call it. Defined once; reachable over a
 * connection and over HTTP, and printed as OpenAPI, OpenRPC and TypeScript.
 *
 * @param name {@code feature.verb}, or a single word for the kernel's own
 * @param summary one sentence for the documents
 * @param changes whether it changes anything; clients then send an idempotency key
 * @param connected whether it only makes sense on a connection, and so is not reachable over HTTP
 * @param limit how often one principal may call it
 */
public record Method<P extends Record, R extends Record>(
    String name,
    String summary,
    Class<P> params,
    Class<R> results,
    Schema.Fields paramsSchema,
    Schema.Fields resultsSchema,
    Set<Role> roles,
    boolean changes,
    boolean connected,
    Limit limit,
    Handler<P, R> handler) {

  /** Params or results that say nothing. */
  public record None() {
    public static final None NONE = new None();
  }

  /** Carries out a call. Runs on a virtual thread and may block. */
  @FunctionalInterface
  public interface Handler<P, R> {
    /**
     * @throws io.bellhop.protocol.BellhopException with the code for the caller; anything else
     *     becomes {@code internal}
     */
    R handle(Call call, P params);
  }

  /** Starts a definition. By default: for whoever has a token, changing nothing, 50 a second. */
  public static <P extends Record, R extends Record> Builder<P, R> named(
      String name, Class<P> params, Class<R> results) {
    return new Builder<>(name, params, results);
  }

  /** Collects a definition. */
  public static final class Builder<P extends Record, R extends Record> {
    private final String name;
    private final Class<P> params;
    private final Class<R> results;
    private String summary = "";
    private Set<Role> roles = Role.KNOWN;
    private boolean changes;
    private boolean connected;
    private Limit limit = new Limit(100, 50);

    private Builder(String name, Class<P> params, Class<R> results) {
      this.name = name;
      this.params = params;
      this.results = results;
    }

    public Builder<P, R> summary(String sentence) {
      this.summary = sentence;
      return this;
    }

    public Builder<P, R> by(Set<Role> callers) {
      this.roles = callers;
      return this;
    }

    public Builder<P, R> changes() {
      this.changes = true;
      return this;
    }

    public Builder<P, R> connected() {
      this.connected = true;
      return this;
    }

    public Builder<P, R> limit(int burst, double perSecond) {
      this.limit = new Limit(burst, perSecond);
      return this;
    }

    /** Ends the definition with what carries it out. */
    public Method<P, R> does(Handler<P, R> handler) {
      return new Method<>(
          name,
          summary,
          params,
          results,
          Schemas.ofParams(params),
          Schemas.of(results),
          roles,
          changes,
          connected,
          limit,
          handler);
    }
  }
}
