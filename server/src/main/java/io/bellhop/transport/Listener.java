package io.bellhop.transport;

import io.bellhop.engine.hub.Faults;
import io.bellhop.engine.hub.Shard;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.transport.Gateway.Doors;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop's listener: its routes and its shard of the hub. */
final class Listener extends VerticleBase {
  private static final int HTTP_IDLE_SECONDS = 75;
  private static final long YEAR_SECONDS = 31_536_000;

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final String METRICS = "/metrics";
  private static final Pattern PATH = Pattern.compile("/(?:[^%]|%[0-9A-Fa-f]{2})*+");

  private final Doors doors;
  private final AtomicInteger port;

  Listener(Doors doors, AtomicInteger port) {
    this.doors = doors;
    this.port = port;
  }

  @Override
  public Future<?> start() {
    context.exceptionHandler(Listener::onUnhandled);
    Shard shard = doors.hub().shard(((ContextInternal) context).nettyEventLoop());
    // A negative port is any free one, the same for all listeners.
    int wanted = doors.settings().port() == 0 ? -1 : doors.settings().port();
    return vertx
        .createHttpServer(options())
        .requestHandler(handler(shard))
        .listen(wanted, doors.settings().host())
        .onSuccess(server -> port.set(server.actualPort()));
  }

  private HttpServerOptions options() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true)
            .setAcceptBacklog(4_096)
            .setIdleTimeout(HTTP_IDLE_SECONDS)
            .setWebSocketSubProtocols(List.of(WebSocketEndpoint.SUB_PROTOCOL))
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setHttp2ClearTextEnabled(false)
            .setUseAlpn(false);
    Path certificate = doors.settings().certificate();
    Path key = doors.settings().key();
    if (certificate != null && key != null) {
      options
          .setSsl(true)
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .setCertPath(certificate.toString())
                  .setKeyPath(key.toString()));
    }
    return options;
  }

  private Handler<HttpServerRequest> handler(Shard shard) {
    Origins origins = new Origins(doors.authenticator());
    ClientAddress addresses = new ClientAddress(doors.settings().trustedProxies());
    SecurityHeaders security = new SecurityHeaders(origins, doors.settings().certificate() != null);
    WebSocketEndpoint webSocket =
        new WebSocketEndpoint(
            doors.hub(),
            shard,
            doors.hubSettings(),
            origins,
            doors.admission(),
            addresses,
            security);
    Problems problems = new Problems(doors.codec());
    Router router = router(shard, origins, addresses, problems, security);
    // The router would wrap the socket and hide the channel below it.
    return request -> {
      Supplier<Page> page = page(request);
      if (WebSocketEndpoint.PATH.equals(request.path())) {
        webSocket.handle(request);
      } else if (page != null) {
        security.add(request);
        send(request.response(), page, problems);
      } else if (request.authority() == null || !isWellFormed(request.path())) {
        security.add(request);
        request.response().setStatusCode(400).end();
      } else {
        router.handle(request);
      }
    };
  }

  /**
   * The page asked for. Health checkers that speak HTTP/1.0 send no Host, which the router needs.
   */
  private @Nullable Supplier<Page> page(HttpServerRequest request) {
    boolean complete = request.authority() != null || request.version() == HttpVersion.HTTP_1_0;
    return complete
            && HttpMethod.GET.equals(request.method())
            && request.path() != null
            && !isInner(request)
        ? doors.pages().get(request.path())
        : null;
  }

  /** What is for the operator's own network is not there for who comes through a proxy. */
  private static boolean isInner(HttpServerRequest request) {
    return METRICS.equals(request.path()) && request.headers().contains("X-Forwarded-For");
  }

  /** Whether it is a path whose escapes can be read; the router would log an error for others. */
  private static boolean isWellFormed(@Nullable String path) {
    return path != null && PATH.matcher(path).matches();
  }

  private Router router(
      Shard shard,
      Origins origins,
      ClientAddress addresses,
      Problems problems,
      SecurityHeaders security) {
    Router router = Router.router(vertx);
    router.route().handler(security::handle);
    router.route().failureHandler(routing -> fail(routing, problems));
    addCalls(router, shard, origins, addresses, problems, security);
    addFiles(router, origins, addresses, problems, security);
    addFolders(router);
    return router;
  }

  private void addCalls(
      Router router,
      Shard shard,
      Origins origins,
      ClientAddress addresses,
      Problems problems,
      SecurityHeaders security) {
    StreamEndpoint stream =
        new StreamEndpoint(doors.hub(), shard, origins, doors.admission(), addresses, problems);
    ApiEndpoint api =
        new ApiEndpoint(
            doors.dispatcher(),
            doors.answers(),
            doors.authenticator(),
            origins,
            addresses,
            problems,
            doors.places());
    for (String path : List.of("/api/*", "/rpc", "/stream", "/stream/*")) {
      router.options(path).handler(security::preflight);
      router.post(path).handler(security::guard);
      router
          .post(path)
          .handler(BodyHandler.create(false).setBodyLimit(doors.hubSettings().frame()));
    }
    router.post("/api/:method").handler(api::call);
    router.post("/rpc").handler(api::rpc);
    router.post("/stream").handler(stream::open);
    router.post("/stream/messages").handler(stream::message);
    router
        .route("/api/*")
        .handler(routing ->
            problems.send(
                routing.response(),
                new BellhopException(ErrorCode.METHOD_NOT_FOUND, "POST /api/METHOD")));
  }

  private void addFiles(
      Router router,
      Origins origins,
      ClientAddress addresses,
      Problems problems,
      SecurityHeaders security) {
    BlobEndpoint blobs =
        new BlobEndpoint(
            doors.blobs(), doors.authenticator(), origins, addresses, problems, doors.transfers());
    router.options("/files/*").handler(security::preflight);
    router.put("/files/:file").handler(security::guard).handler(blobs::put);
    router.get("/files/:file").handler(blobs::get);
    router.head("/files/:file").handler(blobs::get);
  }

  private void addFolders(Router router) {
    Path web = doors.settings().web();
    if (web != null) {
      addFolder(router, "/console/", web.resolve("console"));
      router.get("/widget/*").handler(Listener::openToAllPages);
      addFolder(router, "/widget/", web.resolve("widget"));
      addFolder(router, "/", web.resolve("demo"));
    }
  }

  /** Lets pages of any origin load it: it is public, and calls are still up to a site's origins. */
  private static void openToAllPages(RoutingContext routing) {
    routing
        .response()
        .putHeader("Access-Control-Allow-Origin", "*")
        .putHeader("Cross-Origin-Resource-Policy", "cross-origin");
    routing.next();
  }

  private static void addFolder(Router router, String base, Path folder) {
    if (Files.isDirectory(folder)) {
      // The names of assets tell their contents; everything else is asked for again.
      Path assets = folder.resolve("assets");
      router.get(base + "assets/*").handler(new PackedFiles(assets, YEAR_SECONDS)::handle);
      router.get(base + "assets/*").handler(files(assets, YEAR_SECONDS));
      router.get(base + "*").handler(files(folder, 0));
    }
  }

  private static StaticHandler files(Path folder, long maxAge) {
    return StaticHandler.create(FileSystemAccess.ROOT, folder.toAbsolutePath().toString())
        .setIncludeHidden(false)
        .setMaxAgeSeconds(maxAge);
  }

  private static void send(
      HttpServerResponse response, Supplier<Page> supplier, Problems problems) {
    Thread.startVirtualThread(() -> {
      try {
        Page page = supplier.get();
        response
            .setStatusCode(page.status())
            .putHeader("Content-Type", page.type())
            .end(page.body());
      } catch (RuntimeException e) {
        LOG.error("a page failed", e);
        problems.send(response, BellhopException.internal(e));
      }
    });
  }

  private static void onUnhandled(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    if (e instanceof NullPointerException
        && trace.length > 0
        && trace[0].getClassName().contains(".Http1ServerConnection$")
        && trace[0].getMethodName().equals("cancel")) {
      // Vert.x 5.1.6 trips where a client leaves just before a file is sent to it: no harm done.
      LOG.debug("a client left before its file was sent", e);
    } else {
      Faults.report("unhandled on an event loop", e);
    }
  }

  private static void fail(RoutingContext routing, Problems problems) {
    int status = routing.statusCode();
    if (routing.response().headWritten() || routing.response().closed()) {
      // It was answered, or nobody is there to hear: whatever came after can only be the client's.
      routing.request().connection().close();
    } else if (status == 413) {
      problems.send(
          routing.response(),
          new BellhopException(ErrorCode.TOO_LARGE, "the body is larger than a frame may be"));
    } else if (status >= 400 && status < 500) {
      routing.response().setStatusCode(status).end();
    } else if (!routing.request().isEnded()) {
      // The body broke off or could not be read: the client's doing.
      routing.response().setStatusCode(400).end();
    } else {
      LOG.error("a request failed", routing.failure());
      problems.send(routing.response(), BellhopException.internal(cause(routing)));
    }
  }

  private static Throwable cause(RoutingContext routing) {
    Throwable failure = routing.failure();
    return failure == null ? new IllegalStateException("no cause given") : failure;
  }
}
