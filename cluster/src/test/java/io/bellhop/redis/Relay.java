package io.bellhop.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** A way to a server on this machine that can be closed, made slow, and opened again. */
public final class Relay implements AutoCloseable {
  private final int target;
  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;
  private volatile boolean still;
  private volatile Duration delay = Duration.ZERO;

  public Relay(int target) {
    this.target = target;
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::accept);
  }

  public int port() {
    return door.getLocalPort();
  }

  /** Breaks all connections, and those to come. */
  public void cut() {
    cut = true;
    open.forEach(Relay::quietly);
  }

  /** Nothing passes any more, and nobody is told. */
  public void stall() {
    still = true;
  }

  /** Everything takes so much longer, each way. */
  public void delay(Duration by) {
    delay = by;
  }

  /** Everything passes again; what was held first. */
  public void mend() {
    cut = false;
    delay = Duration.ZERO;
    still = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        if (cut) {
          client.close();
        } else {
          join(client);
        }
      }
    } catch (IOException e) {
      open.forEach(Relay::quietly);
    }
  }

  private void join(Socket client) throws IOException {
    Socket server;
    try {
      server = new Socket(InetAddress.getLoopbackAddress(), target);
    } catch (IOException e) {
      // The server is away just now.
      client.close();
      return;
    }
    open.add(client);
    open.add(server);
    if (cut) {
      quietly(client);
      quietly(server);
    }
    Thread.startVirtualThread(() -> pass(client, server));
    Thread.startVirtualThread(() -> pass(server, client));
  }

  private void pass(Socket from, Socket to) {
    Late late = new Late(to);
    Thread.startVirtualThread(late);
    try (from;
        to) {
      InputStream in = from.getInputStream();
      byte[] bytes = new byte[1 << 16];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        late.add(Arrays.copyOf(bytes, count));
      }
    } catch (IOException e) {
      // One of the two has gone, or the relay was cut.
    } finally {
      late.end();
      open.remove(from);
      open.remove(to);
    }
  }

  /** Hands on what came when it is time. */
  private final class Late implements Runnable {
    private static final Part LAST = new Part(0, new byte[0]);
    private static final Duration LOOK = Duration.ofMillis(5);
    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>(1 << 16);
    private final Socket to;

    Late(Socket to) {
      this.to = to;
    }

    void add(byte[] bytes) {
      parts.add(new Part(System.nanoTime() + delay.toNanos(), bytes));
    }

    void end() {
      parts.add(LAST);
    }

    @Override
    public void run() {
      try {
        for (Part part = parts.take(); part.bytes.length > 0; part = parts.take()) {
          LockSupport.parkNanos(part.due - System.nanoTime());
          while (still && !to.isClosed()) {
            LockSupport.parkNanos(LOOK.toNanos());
          }
          to.getOutputStream().write(part.bytes);
        }
      } catch (IOException | InterruptedException e) {
        // The connection has gone; whoever reads sees it too.
      }
    }
  }

  /** Bytes and when they may go on; none at the end. */
  private static final class Part {
    final long due;
    final byte[] bytes;

    Part(long due, byte[] bytes) {
      this.due = due;
      this.bytes = bytes;
    }
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cut = true;
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(Relay::quietly);
  }
}
