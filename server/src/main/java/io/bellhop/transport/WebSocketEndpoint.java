package io.bellhop.transport;

import io.bellhop.engine.hub.Hub;
import io.bellhop.engine.hub.HubSettings;
import io.bellhop.engine.hub.Shard;
import io.bellhop.protocol.BellhopException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /ws}: checks the handshake, lets Vert.x answer it, then takes the Netty channel below
 * and puts Bellhop's own short pipeline on it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel ends the channel
final class WebSocketEndpoint {
  static final String PATH = "/ws";
  static final String SUB_PROTOCOL = "bellhop.v1";

  private final Hub hub;
  private final Shard shard;
  private final HubSettings settings;
  private final Origins origins;
  private final Admission admission;
  private final ClientAddress addresses;
  private final SecurityHeaders security;

  WebSocketEndpoint(
      Hub hub,
      Shard shard,
      HubSettings settings,
      Origins origins,
      Admission admission,
      ClientAddress addresses,
      SecurityHeaders security) {
    this.hub = hub;
    this.shard = shard;
    this.settings = settings;
    this.origins = origins;
    this.admission = admission;
    this.addresses = addresses;
    this.security = security;
  }

  void handle(HttpServerRequest request) {
    int refusal = refusal(request);
    if (refusal != 0) {
      refuse(request, refusal);
      return;
    }
    String address = addresses.of(request);
    int full = admission.enter(address);
    if (full != 0) {
      request.response().putHeader("Retry-After", "10");
      refuse(request, full);
      return;
    }
    WebSocketServerExtension deflate =
        PerMessageDeflate.accept(request.getHeader("Sec-WebSocket-Extensions"));
    if (deflate != null) {
      request.response().putHeader("Sec-WebSocket-Extensions", PerMessageDeflate.header(deflate));
    }
    request
        .toWebSocket()
        .onSuccess(socket -> take(socket, address, origins.foreign(request), deflate))
        .onFailure(failure -> admission.leave(address));
  }

  /** The status to refuse a handshake with; 0 to accept it. */
  private int refusal(HttpServerRequest request) {
    String offered = request.getHeader("Sec-WebSocket-Protocol");
    if (offered == null || !offered.matches("(.*[ ,])?" + SUB_PROTOCOL + "([ ,].*)?")) {
      return 400;
    }
    if (!origins.allow(request)) {
      return 403;
    }
    return hub.draining() ? 503 : 0;
  }

  private void refuse(HttpServerRequest request, int status) {
    security.add(request);
    request.response().setStatusCode(status).end();
  }

  private void take(
      ServerWebSocket socket,
      String address,
      @Nullable String origin,
      @Nullable WebSocketServerExtension deflate) {
    Channel channel = ((WebSocketInternal) socket).channelHandlerContext().channel();
    try {
      WebSocketLink link =
          new WebSocketLink(
              channel,
              hub,
              shard,
              settings,
              address,
              origin,
              deflate != null,
              () -> admission.leave(address));
      rewire(channel.pipeline(), link, deflate);
    } catch (BellhopException draining) {
      admission.leave(address);
      channel.close();
    }
  }

  private void rewire(
      ChannelPipeline pipeline, WebSocketLink link, @Nullable WebSocketServerExtension deflate) {
    for (Map.Entry<String, ChannelHandler> entry : pipeline.toMap().entrySet()) {
      if (!(entry.getValue() instanceof SslHandler)) {
        pipeline.remove(entry.getKey());
      }
    }
    WebSocketDecoderConfig config =
        WebSocketDecoderConfig.newBuilder()
            .expectMaskedFrames(true)
            .allowExtensions(deflate != null)
            .maxFramePayloadLength(settings.frame())
            .closeOnProtocolViolation(false)
            .withUTF8Validator(false)
            .build();
    pipeline.addLast(new WebSocket13FrameDecoder(config));
    if (deflate != null) {
      pipeline.addLast(deflate.newExtensionDecoder());
    }
    pipeline.addLast(new WebSocketFrameAggregator(settings.frame()));
    pipeline.addLast(new Utf8FrameValidator(false));
    pipeline.addLast(link);
  }
}
