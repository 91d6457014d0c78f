package io.bellhop.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server that keeps what it is given, and can be made to refuse it. */
public final class Postman implements AutoCloseable {
  /** Nobody lives at this address. */
  public static final String NOBODY = "nobody@example.com";

  static final String USER = "bellhop";
  static final String PASSWORD = "correct horse";

  /** A message as it came, and to whom. */
  public record Delivered(String to, MimeMessage message) {
    public String header(String name) {
      try {
        return String.join("|", message.getHeader(name));
      } catch (MessagingException e) {
        throw new AssertionError(e);
      }
    }

    public String subject() {
      try {
        return message.getSubject();
      } catch (MessagingException e) {
        throw new AssertionError(e);
      }
    }

    /** The text of a part: 0 for plain text, 1 for HTML. */
    public String part(int index) {
      try {
        return ((MimeMultipart) message.getContent()).getBodyPart(index).getContent().toString();
      } catch (MessagingException | IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private final List<Delivered> delivered = new CopyOnWriteArrayList<>();
  private final List<Delivered> refused = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger attempts = new AtomicInteger();
  private final SMTPServer server;

  private Postman(int port, UnaryOperator<SMTPServer.Builder> more) {
    server =
        more.apply(
                SMTPServer.port(port)
                    .bindAddress(InetAddress.getLoopbackAddress())
                    .messageHandlerFactory(_ -> new Bag()))
            .build();
    server.start();
  }

  /**
   * One that takes everything in plain text.
   *
   * @param port 0 for any
   */
  public static Postman at(int port) {
    return new Postman(port, builder -> builder);
  }

  static Postman with(UnaryOperator<SMTPServer.Builder> more) {
    return new Postman(0, more);
  }

  static SMTPServer.Builder withLogin(SMTPServer.Builder builder) {
    return builder
        .requireAuth()
        .authenticationHandlerFactory(
            new EasyAuthenticationHandlerFactory((user, password, context) -> {
              if (!user.equals(USER) || !password.equals(PASSWORD)) {
                throw new LoginFailedException();
              }
            }));
  }

  public int port() {
    return server.getPortAllocated();
  }

  /** What it has taken. */
  public List<Delivered> delivered() {
    return delivered;
  }

  /** What it has seen but not taken. */
  public List<Delivered> refused() {
    return refused;
  }

  /** How often somebody began to send. */
  public int attempts() {
    return attempts.get();
  }

  /** Does not take the next messages, for now. */
  public void refuse(int count) {
    refusals.set(count);
  }

  @Override
  public void close() {
    server.stop();
  }

  /** One message on its way. */
  private final class Bag implements MessageHandler {
    private String to = "";

    @Override
    public void from(String from) {
      attempts.incrementAndGet();
    }

    @Override
    public void recipient(String recipient) throws RejectException {
      if (recipient.equals(NOBODY)) {
        throw new RejectException(550, "no such user");
      }
      to = recipient;
    }

    @Override
    public String data(InputStream data) throws RejectException {
      Delivered one = new Delivered(to, parsed(data));
      if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        refused.add(one);
        throw new RejectException(451, "try again later");
      }
      delivered.add(one);
      return "taken";
    }

    @Override
    public void done() {}

    private static MimeMessage parsed(InputStream data) {
      try {
        return new MimeMessage(
            Session.getInstance(new Properties()), new ByteArrayInputStream(data.readAllBytes()));
      } catch (MessagingException e) {
        throw new AssertionError(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
