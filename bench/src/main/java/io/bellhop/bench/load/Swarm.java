package io.bellhop.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Many clients on one event loop, so that they leave the machine to the server. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel ends the channel
public final class Swarm implements AutoCloseable {
  private static final int READ_BYTES = 128 << 10;
  private static final int CLOSE_SECONDS = 20;

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final List<Channel> channels = new ArrayList<>();
  private final int port;

  /**
   * @param port the server's, on 127.0.0.1
   */
  public Swarm(int port) {
    this.port = port;
  }

  /** The thread of all lines. */
  public EventLoop loop() {
    return loop;
  }

  /** Does something on the loop and waits for its result. */
  public <T> T call(Callable<T> action) throws InterruptedException {
    return loop.submit(action).sync().getNow();
  }

  /**
   * Opens lines, some at once, and waits until all are connected and subscribed.
   *
   * @throws IllegalStateException if one fails or it takes too long
   */
  public List<Line> open(int count, int atOnce, Supplier<Client> clients)
      throws InterruptedException {
    return new Opening(this, count, clients).run(atOnce);
  }

  /**
   * Opens lines, each at some moment of that time, and waits as {@link #open(int, int, Supplier)}
   * does.
   */
  public List<Line> open(int count, Duration within, Supplier<Client> clients)
      throws InterruptedException {
    return new Opening(this, count, clients).run(within);
  }

  /** Opens a connection that reads and forgets. */
  public void drain(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      ChannelHandler forget =
          new SimpleChannelInboundHandler<ByteBuf>() {
            @Override
            protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
              // read, and that is all
            }
          };
      Channel channel = connect(forget).sync().channel();
      call(() -> channels.add(channel));
    }
  }

  /** Begins a line; on the loop. */
  void begin(Opening opening) {
    ChannelHandler handler =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            channels.add(channel);
            channel.pipeline().addLast(opening.line(channel));
          }
        };
    connect(handler)
        .addListener(connected -> {
          if (!connected.isSuccess()) {
            opening.fail(String.valueOf(connected.cause()));
          }
        });
  }

  private ChannelFuture connect(ChannelHandler handler) {
    return new Bootstrap()
        .group(group)
        .channel(EpollSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
        .handler(handler)
        .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Addresses.next());
  }

  /** Closes all lines and the loop. */
  @Override
  public void close() {
    if (group.isShuttingDown()) {
      return;
    }
    loop.execute(() -> channels.forEach(Channel::close));
    group
        .shutdownGracefully(50, CLOSE_SECONDS * 1_000L, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
  }
}
