package io.bellhop.transport;

import io.bellhop.engine.Authenticator;
import io.bellhop.engine.hub.Answers;
import io.bellhop.engine.hub.Dispatcher;
import io.bellhop.engine.hub.Hub;
import io.bellhop.engine.hub.HubSettings;
import io.bellhop.protocol.Codec;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The server's doors to the network: one listener and one hub shard per event loop. */
public final class Gateway implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;
  private static final int REQUESTS_AT_A_TIME = 4_000;
  private static final int TRANSFERS_AT_A_TIME = 1_000;
  private static final int TRANSFERS_PER_ADDRESS = 100;

  private final Vertx vertx;
  private final Doors doors;
  private final AtomicInteger port = new AtomicInteger();
  private final int loops = Math.max(1, Runtime.getRuntime().availableProcessors());

  /** What the listeners need to answer. */
  record Doors(
      GatewaySettings settings,
      HubSettings hubSettings,
      Hub hub,
      Dispatcher dispatcher,
      Answers answers,
      Authenticator authenticator,
      Codec codec,
      Admission admission,
      Semaphore places,
      Map<String, Supplier<Page>> pages,
      Blobs blobs,
      Admission transfers) {}

  /**
   * @param pages answers that the server makes itself, by path
   * @param blobs what is below {@code /files/}
   */
  public Gateway(
      GatewaySettings settings,
      HubSettings hubSettings,
      Hub hub,
      Dispatcher dispatcher,
      Answers answers,
      Authenticator authenticator,
      Codec codec,
      Map<String, Supplier<Page>> pages,
      Blobs blobs) {
    Admission admission = new Admission(settings.connections(), settings.connectionsPerAddress());
    this.doors =
        new Doors(
            settings,
            hubSettings,
            hub,
            dispatcher,
            answers,
            authenticator,
            codec,
            admission,
            new Semaphore(REQUESTS_AT_A_TIME),
            pages,
            blobs,
            new Admission(TRANSFERS_AT_A_TIME, TRANSFERS_PER_ADDRESS));
    this.vertx =
        Vertx.builder()
            .with(
                new VertxOptions()
                    .setEventLoopPoolSize(loops)
                    .setPreferNativeTransport(true)
                    .setFileSystemOptions(
                        new FileSystemOptions().setClassPathResolvingEnabled(false)))
            .build();
  }

  /**
   * Listens.
   *
   * @return the port
   * @throws IllegalStateException if it cannot, for example because the port is taken
   */
  public int start() {
    await(
        vertx.deployVerticle(
            () -> new Listener(doors, port), new DeploymentOptions().setInstances(loops)));
    return port.get();
  }

  /** How many HTTP requests are being carried out. */
  public int inFlight() {
    return REQUESTS_AT_A_TIME - doors.places().availablePermits();
  }

  /** Stops listening and ends all connections. */
  @Override
  public void close() {
    await(vertx.close());
  }

  private static <T> void await(Future<T> future) {
    try {
      future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
