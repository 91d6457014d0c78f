package io.bellhop.bench.load;

import io.bellhop.bench.load.Client.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection: shakes hands, connects, subscribes, then answers pings and counts events.
 * Confined to the swarm's loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel ends the channel
public final class Line extends ChannelInboundHandlerAdapter {
  private static final byte[] EVENTS = Frame.method("events");
  private static final byte[] PING = Frame.method("ping");
  private static final byte[] SYNCED = Frame.method("synced");
  private static final byte[] DISCONNECT = Frame.method("disconnect");

  private final Channel channel;
  private final Client client;
  private final Consumer<@Nullable String> ready;
  private final Deque<Answered> awaited = new ArrayDeque<>(4);
  private final Handshake handshake = new Handshake();
  private final FrameScanner scanner = new FrameScanner();
  private boolean open;
  private boolean ended;
  private boolean synced;
  private long offset;
  private long ids;

  /** What happens at an answer. */
  public interface Answered {
    /**
     * @param error the answer if it is an error; null if all is well
     */
    void on(@Nullable String error);
  }

  /**
   * @param ready told once: null when the last of the client's requests is answered, else why not
   */
  Line(Channel channel, Client client, Consumer<@Nullable String> ready) {
    this.channel = channel;
    this.client = client;
    this.ready = ready;
  }

  /** Sends a request. Answers come in the order of the requests. */
  public void call(String method, String params, @Nullable String key, Answered answered) {
    awaited.add(answered);
    send(++ids, method, params, key);
    channel.flush();
  }

  /** The offset of the last event; 0 before the first. */
  public long offset() {
    return offset;
  }

  /** Whether a recovery is complete. */
  public boolean synced() {
    return synced;
  }

  public boolean ended() {
    return ended;
  }

  private void send(long id, String method, String params, @Nullable String key) {
    String text =
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s%s}"
            .formatted(id, method, params, key == null ? "" : ",\"key\":\"" + key + "\"");
    channel.write(Masked.text(channel.alloc(), text));
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.writeAndFlush(ByteBufUtil.writeAscii(ctx.alloc(), Handshake.REQUEST));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      if (!open && handshake.isComplete(bytes)) {
        open = true;
        onOpen();
      }
      if (open) {
        scanner.scan(bytes, this::onFrame);
      }
    } finally {
      bytes.release();
    }
  }

  private void onOpen() {
    if (!handshake.accepted()) {
      fail("handshake refused: " + handshake.answer());
      channel.close();
      return;
    }
    Request connect = new Request("connect", "{\"token\":\"" + client.token() + "\"}");
    request(connect, client.requests().isEmpty());
    for (int i = 0; i < client.requests().size(); i++) {
      request(client.requests().get(i), i == client.requests().size() - 1);
    }
    channel.flush();
  }

  private void request(Request request, boolean last) {
    awaited.add(error -> {
      if (error != null) {
        fail(error);
      } else if (last) {
        ready.accept(null);
      }
    });
    send(++ids, request.method(), request.params(), null);
  }

  private void onFrame(Frame frame) {
    if (frame.is(EVENTS)) {
      onEvents(frame);
    } else if (frame.isAnswer()) {
      awaited.remove().on(frame.isError() ? frame.text() : null);
    } else if (frame.is(PING)) {
      send(0, "ping", "{}", null);
      channel.flush();
    } else if (frame.is(SYNCED)) {
      synced = true;
    } else if (frame.is(DISCONNECT)) {
      fail(frame.text());
    }
  }

  private void onEvents(Frame frame) {
    long last = frame.lastOffset();
    // Offsets have no gaps, so they tell how many there were; the first frame may begin anywhere.
    long events = offset == 0 ? 1 : last - offset;
    offset = last;
    client.watcher().onEvents(events, Frame.unstamped(frame.firstStamp()), frame.length());
  }

  private void fail(String why) {
    ended = true;
    ready.accept(why);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (!ended) {
      fail("the connection has ended");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(cause.toString());
    ctx.close();
  }
}
