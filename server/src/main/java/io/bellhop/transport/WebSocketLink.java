package io.bellhop.transport;

import io.bellhop.engine.hub.Hub;
import io.bellhop.engine.hub.HubSettings;
import io.bellhop.engine.hub.Link;
import io.bellhop.engine.hub.Payload;
import io.bellhop.engine.hub.Session;
import io.bellhop.engine.hub.Shard;
import io.bellhop.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A session's line over WebSocket, as the last handler of the Netty channel. Writes shared buffers
 * that are already framed; Netty's own frame encoder is not in the pipeline.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel ends the channel
final class WebSocketLink extends SimpleChannelInboundHandler<WebSocketFrame> implements Link {
  private static final int CUT_OFF_SECONDS = 5;

  private final Channel channel;
  private final Payload.Form<ByteBuf> form;
  private final Session session;
  private final Runnable onEnd;
  private @Nullable ChannelHandlerContext context;

  /** The answer to the newest ping that came while the client took nothing. */
  private @Nullable ByteBuf owed;

  /**
   * @param deflated whether the client understands permessage-deflate
   * @param onEnd called once when the channel is gone
   */
  WebSocketLink(
      Channel channel,
      Hub hub,
      Shard shard,
      HubSettings settings,
      String address,
      @Nullable String origin,
      boolean deflated,
      Runnable onEnd) {
    this.channel = channel;
    this.form = deflated ? WireForms.DEFLATED : WireForms.TEXT;
    this.onEnd = onEnd;
    this.session = hub.open(shard, this, address, origin);
    int low = settings.signalsUntil();
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(low / 2, low));
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  // ---- inbound

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    switch (frame) {
      case TextWebSocketFrame text -> session.onFrame(text.text());
      case BinaryWebSocketFrame binary -> session.endSoon(CloseCode.PROTOCOL, null);
      case PingWebSocketFrame ping -> {
        session.onHeard();
        owed = control(0x8A, ping.content());
        payOwed(ctx);
      }
      case PongWebSocketFrame pong -> session.onHeard();
      case CloseWebSocketFrame close -> closed(ctx, close.content());
      default -> session.endSoon(CloseCode.PROTOCOL, null);
    }
  }

  /**
   * Answers that the client asks for and does not take would pile up as fast as it can ask. Of
   * pings only the newest need be answered (RFC 6455, 5.5.3).
   */
  private void payOwed(ChannelHandlerContext ctx) {
    ByteBuf pong = owed;
    if (pong != null && channel.isWritable()) {
      owed = null;
      ctx.writeAndFlush(pong);
    }
  }

  private void closed(ChannelHandlerContext ctx, ByteBuf reason) {
    if (channel.isWritable()) {
      ctx.writeAndFlush(control(0x88, reason)).addListener(ChannelFutureListener.CLOSE);
    } else {
      ctx.close();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (channel.isWritable()) {
      payOwed(ctx);
      session.onRoom();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    session.onClosed();
    onEnd.run();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException) {
      ctx.close();
    } else if (cause instanceof Error) {
      session.onFault(cause);
    } else {
      // What Netty could not decode.
      session.endSoon(CloseCode.PROTOCOL, null);
    }
  }

  // ---- outbound

  @Override
  public void write(Payload payload) {
    if (context != null) {
      context.write(payload.as(form).retainedDuplicate(), channel.voidPromise());
    }
  }

  @Override
  public void flush() {
    if (context != null) {
      context.flush();
    }
  }

  @Override
  public long pending() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  @Override
  public void close(CloseCode code, String message) {
    byte[] reason = message.getBytes(StandardCharsets.US_ASCII);
    ByteBuf body = Unpooled.buffer(2 + reason.length).writeShort(code.number()).writeBytes(reason);
    if (context != null) {
      context.writeAndFlush(control(0x88, body));
    }
    body.release();
    var cutOff =
        channel.eventLoop().schedule(() -> channel.close(), CUT_OFF_SECONDS, TimeUnit.SECONDS);
    channel.closeFuture().addListener(closed -> cutOff.cancel(false));
  }

  @Override
  public void pause() {
    channel.config().setAutoRead(false);
  }

  @Override
  public void resume() {
    channel.config().setAutoRead(true);
  }

  private static ByteBuf control(int head, ByteBuf body) {
    return Unpooled.buffer(2 + body.readableBytes())
        .writeByte(head)
        .writeByte(body.readableBytes())
        .writeBytes(body, body.readerIndex(), body.readableBytes());
  }
}
