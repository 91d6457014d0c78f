package io.bellhop.bench.process;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Socket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * The least that delivering can cost: a process that calls write(2) on one socket after the other,
 * with the same bytes, and does nothing else.
 *
 * <p>It prints its port, takes as many connections as its argument says, and then reads lines
 * {@code ROUNDS_PER_SECOND BYTES SECONDS} from its input, 0 rounds being as many as it can; each is
 * answered with the number of rounds made. A round is one write to every socket.
 */
public final class WriteLoop {
  private static final long WAIT_NANOS = 50_000;

  private final Socket[] sockets;

  private WriteLoop(Socket[] sockets) {
    this.sockets = sockets;
  }

  public static void main(String[] arguments) throws IOException {
    Epoll.ensureAvailability();
    Socket listener = Socket.newSocketStream();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    listener.listen(4_096);
    System.out.println(listener.localAddress().getPort());
    Socket[] sockets = new Socket[Integer.parseInt(arguments[0])];
    for (int i = 0; i < sockets.length; i++) {
      sockets[i] = accepted(listener);
    }
    new WriteLoop(sockets).serve();
  }

  private static Socket accepted(Socket listener) throws IOException {
    int descriptor = listener.accept(new byte[64]);
    while (descriptor < 0) {
      LockSupport.parkNanos(WAIT_NANOS);
      descriptor = listener.accept(new byte[64]);
    }
    Socket socket = new Socket(descriptor);
    socket.setTcpNoDelay(true);
    return socket;
  }

  private void serve() throws IOException {
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", -1);
      System.out.println(
          run(
              Double.parseDouble(words[0]),
              Integer.parseInt(words[1]),
              Double.parseDouble(words[2])));
    }
  }

  private long run(double roundsPerSecond, int bytes, double seconds) throws IOException {
    ByteBuf message = Unpooled.directBuffer(bytes).writeZero(bytes);
    long pause = roundsPerSecond == 0 ? 0 : (long) (1e9 / roundsPerSecond);
    long began = System.nanoTime();
    long end = began + (long) (seconds * 1e9);
    long rounds = 0;
    while (System.nanoTime() < end) {
      writeToAll(message, bytes);
      rounds++;
      sleepUntil(began + rounds * pause);
    }
    message.release();
    return rounds;
  }

  private void writeToAll(ByteBuf message, int bytes) throws IOException {
    long address = message.memoryAddress();
    for (Socket socket : sockets) {
      int written = 0;
      while (written < bytes) {
        int taken = socket.writeAddress(address, written, bytes);
        written += taken;
        if (taken == 0) {
          LockSupport.parkNanos(WAIT_NANOS);
        }
      }
    }
  }

  private static void sleepUntil(long time) {
    for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
